/// The keywords of objects.
extension JSONSchemaWalk {
    mutating func checkObject(_ object: JSONObject, _ keywords: JSONObject) {
        let members = object.effectiveMembers
        guard self.spend(members.count) else { return }
        var present: [String: JSONValue] = [:]
        for member in members { present[member.name] = member.value }
        self.checkRequired(present, keywords)
        self.checkCount(members.count, keywords)
        self.checkMembers(members, keywords)
        self.checkDependencies(object, present, keywords)
    }

    private mutating func checkRequired(_ present: [String: JSONValue], _ keywords: JSONObject) {
        for name in keywords["required"]?.array ?? [] {
            guard let name = name.string, present[name] == nil else { continue }
            self.descend(name) { $0.report("is required") }
        }
    }

    private mutating func checkCount(_ count: Int, _ keywords: JSONObject) {
        if let least = keywords["minProperties"]?.integer, count < least {
            self.report("must have at least \(least) members, not \(count)")
        }
        if let most = keywords["maxProperties"]?.integer, count > most {
            self.report("must have at most \(most) members, not \(count)")
        }
    }

    private mutating func checkMembers(_ members: [JSONObject.Member], _ keywords: JSONObject) {
        let properties = keywords["properties"]?.object
        let patterns = keywords["patternProperties"]?.object?.effectiveMembers ?? []
        for member in members where !self.isDone {
            // A member that a pattern may be about is not refused for being unknown.
            var isKnown = !self.limits.triesPatterns && !patterns.isEmpty
            if let schema = properties?[member.name] {
                isKnown = true
                self.descend(member.name) { $0.check(member.value, against: schema) }
            }
            for pattern in patterns where self.limits.triesPatterns && self.matches(member.name, pattern.name) {
                isKnown = true
                self.descend(member.name) { $0.check(member.value, against: pattern.value) }
            }
            if let names = keywords["propertyNames"] {
                self.descend(member.name) { $0.checkName(member.name, names) }
            }
            if !isKnown, let additional = keywords["additionalProperties"] {
                self.descend(member.name) { walk in
                    if additional == .boolean(false) {
                        walk.report("is not known here\(Self.hint(properties))")
                    } else {
                        walk.check(member.value, against: additional)
                    }
                }
            }
        }
    }

    /// Which members there are, so that a model can correct itself.
    private static func hint(_ properties: JSONObject?) -> String {
        guard let names = properties?.names, !names.isEmpty, names.count <= 20 else { return "" }
        return " (known: \(names.joined(separator: ", ")))"
    }

    private mutating func checkName(_ name: String, _ schema: JSONValue) {
        if let problem = self.trial(.string(name), schema).first { self.report("has a name that \(problem.problem)") }
    }

    private mutating func checkDependencies(
        _ object: JSONObject, _ present: [String: JSONValue], _ keywords: JSONObject
    ) {
        for member in keywords["dependentRequired"]?.object?.effectiveMembers ?? [] where present[member.name] != nil {
            for name in member.value.array ?? [] {
                guard let name = name.string, present[name] == nil else { continue }
                self.descend(name) { $0.report("is required where \(member.name) is given") }
            }
        }
        for member in keywords["dependentSchemas"]?.object?.effectiveMembers ?? [] where present[member.name] != nil {
            self.check(.object(object), against: member.value)
        }
    }
}

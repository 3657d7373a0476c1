/// The keywords of arrays.
extension JSONSchemaWalk {
    mutating func checkArray(_ elements: [JSONValue], _ keywords: JSONObject) {
        guard self.spend(elements.count) else { return }
        if let least = keywords["minItems"]?.integer, elements.count < least {
            self.report("must have at least \(least) elements, not \(elements.count)")
        }
        if let most = keywords["maxItems"]?.integer, elements.count > most {
            self.report("must have at most \(most) elements, not \(elements.count)")
        }
        if keywords["uniqueItems"]?.boolean == true { self.checkUnique(elements) }
        self.checkElements(elements, keywords)
        if let schema = keywords["contains"] { self.checkContains(elements, schema, keywords) }
    }

    private mutating func checkUnique(_ elements: [JSONValue]) {
        var seen: [[UInt8]: Int] = [:]
        for (index, element) in elements.enumerated() {
            if let first = seen.updateValue(index, forKey: element.canonicalBytes) {
                return self.report("must not repeat an element: \(first) and \(index) are equal")
            }
        }
    }

    private mutating func checkElements(_ elements: [JSONValue], _ keywords: JSONObject) {
        // Before draft 2020-12, an array of schemas in `items` meant what `prefixItems` means now.
        let prefix = keywords["prefixItems"]?.array ?? keywords["items"]?.array ?? []
        let rest = keywords["items"]?.array == nil ? keywords["items"] : keywords["additionalItems"]
        for (index, element) in elements.enumerated() where !self.isDone {
            guard let schema = index < prefix.count ? prefix[index] : rest else { return }
            self.descend("\(index)") { $0.check(element, against: schema) }
        }
    }

    private mutating func checkContains(_ elements: [JSONValue], _ schema: JSONValue, _ keywords: JSONObject) {
        let least = keywords["minContains"]?.integer ?? 1
        let most = keywords["maxContains"]?.integer ?? .max
        var count = 0
        for element in elements where self.trial(element, schema).isEmpty { count += 1 }
        if count < least { self.report("must contain at least \(least) elements of the wanted form, not \(count)") }
        if count > most { self.report("must contain at most \(most) elements of the wanted form, not \(count)") }
    }
}

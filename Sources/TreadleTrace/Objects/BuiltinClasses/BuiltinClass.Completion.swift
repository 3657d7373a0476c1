internal import TreadleCore

extension BuiltinClass {
    /// Why a value does not fit, without anything of it.
    struct Misfit: Error {
        var place: String
        var message: String
    }

    /// Checks a value against a class and completes it, on the way down once.
    struct Completion {
        /// Writes down what a class makes of a value.
        func complete(
            _ value: JSONValue, to builtin: BuiltinClass, at place: String
        ) throws(Misfit) -> JSONValue {
            guard case .object(let given) = value else { throw Misfit(place: place, message: "must be an object") }
            if builtin.refusesOthers { try self.refuseOthers(than: builtin, in: given, at: place) }
            var object = JSONObject([JSONObject.Member("_type", .string(builtin.name))])
            for field in builtin.fields {
                let place = "\(place).\(field.name)"
                var found = given[field.name] ?? field.alternative.flatMap { given[$0] }
                if found == nil { found = self.fallback(of: field) }
                guard let found else { throw Misfit(place: place, message: "is missing") }
                object.members.append(
                    JSONObject.Member(field.name, try self.complete(found, to: field.type, at: place)))
            }
            if let message = builtin.check?(object) { throw Misfit(place: place, message: message) }
            object.members.append(JSONObject.Member("_class_name", .string(builtin.name)))
            object.members.append(JSONObject.Member("_bases", .array(builtin.bases.map(JSONValue.string))))
            return .object(object)
        }

        private func refuseOthers(
            than builtin: BuiltinClass, in object: JSONObject, at place: String
        ) throws(Misfit) {
            // What a value says of its own classes is replaced.
            var known: Set = ["_type", "_class_name", "_bases"]
            for field in builtin.fields {
                known.insert(field.name)
                if let alternative = field.alternative { known.insert(alternative) }
            }
            guard object.members.allSatisfy({ known.contains($0.name) }) else {
                throw Misfit(place: place, message: "has a member that \(builtin.name) does not know")
            }
        }

        private func fallback(of field: Field) -> JSONValue? {
            guard let fallback = field.fallback else { return nil }
            guard let value = try? JSONValue(parsing: fallback) else {
                preconditionFailure("the default of \(field.name) is a literal of ours, and JSON")
            }
            return value
        }

        private func complete(
            _ value: JSONValue, to type: FieldType, at place: String
        ) throws(Misfit) -> JSONValue {
            switch type {
            case .optional(let type):
                return value == .null ? .null : try self.complete(value, to: type, at: place)
            case .union(let types):
                guard let type = types.first(where: { self.could(value, be: $0) }) else {
                    throw Misfit(place: place, message: "is none of what it may be")
                }
                return try self.complete(value, to: type, at: place)
            case .instance(let name):
                guard let builtin = BuiltinClass.all[name] else {
                    preconditionFailure("the class \(name) is a name of ours, and there")
                }
                return try self.complete(value, to: builtin, at: place)
            case .list(let type):
                guard case .array(let elements) = value else { throw Misfit(place: place, message: "must be a list") }
                return .array(try self.complete(elements, to: { _ in type }, at: place))
            case .tuple(let types):
                guard case .array(let elements) = value, elements.count == types.count else {
                    throw Misfit(place: place, message: "must be a list of \(types.count)")
                }
                return .array(try self.complete(elements, to: { types[$0] }, at: place))
            case .map(let type):
                guard case .object(var object) = value else { throw Misfit(place: place, message: "must be an object") }
                for index in object.members.indices {
                    // The name is the client's own and is not repeated.
                    object.members[index].value = try self.complete(
                        object.members[index].value, to: type, at: "a member of \(place)")
                }
                return .object(object)
            default:
                return try self.completeSimple(value, to: type, at: place)
            }
        }

        private func complete(
            _ elements: [JSONValue], to type: (Int) -> FieldType, at place: String
        ) throws(Misfit) -> [JSONValue] {
            var completed: [JSONValue] = []
            completed.reserveCapacity(elements.count)
            for (index, element) in elements.enumerated() {
                completed.append(try self.complete(element, to: type(index), at: "\(place).\(index)"))
            }
            return completed
        }

        /// Whether a value is worth trying as one of several types: it is of the kind, and has what tells them apart.
        private func could(_ value: JSONValue, be type: FieldType) -> Bool {
            switch type {
            case .instance(let name):
                guard case .object(let object) = value, let builtin = BuiltinClass.all[name] else { return false }
                return builtin.fields.allSatisfy { field in
                    guard field.fallback == nil else { return true }
                    guard let member = object[field.name] ?? field.alternative.flatMap({ object[$0] }) else {
                        return false
                    }
                    guard case .oneOf(let texts) = field.type else { return true }
                    return member.string.map(texts.contains) ?? false
                }
            case .list, .tuple: return value.kind == .array
            case .map, .anyObject: return value.kind == .object
            case .nothing: return value == .null
            default: return (try? self.completeSimple(value, to: type, at: "")) != nil
            }
        }
    }
}

internal import TreadleCore

extension BuiltinClass.Completion {
    /// What a type without parts makes of a value.
    func completeSimple(
        _ value: JSONValue, to type: BuiltinClass.FieldType, at place: String
    ) throws(BuiltinClass.Misfit) -> JSONValue {
        func require(_ isFitting: Bool, _ message: String) throws(BuiltinClass.Misfit) {
            guard isFitting else { throw BuiltinClass.Misfit(place: place, message: message) }
        }
        switch type {
        case .text:
            try require(value.kind == .string, "must be a text")
        case .someText:
            try require(value.string?.isEmpty == false, "must be a text that is not empty")
        case .oneOf(let texts):
            let isOne = value.string.map { text in texts.contains { ExactText($0) == ExactText(text) } } ?? false
            try require(isOne, "must be \(texts.joined(separator: " or "))")
        case .integer(let bounds):
            guard let integer = value.integer else {
                throw BuiltinClass.Misfit(place: place, message: "must be a whole number")
            }
            if let bounds {
                try require(
                    bounds.contains(integer),
                    bounds.upperBound == .max
                        ? "must be at least \(bounds.lowerBound)"
                        : "must lie between \(bounds.lowerBound) and \(bounds.upperBound)")
            }
            return .integer(integer)
        case .number:
            guard let number = value.double, number.isFinite else {
                throw BuiltinClass.Misfit(place: place, message: "must be a number")
            }
            return .double(number)
        case .boolean:
            try require(value.kind == .boolean, "must be true or false")
        case .scalar:
            try require([.string, .number, .boolean].contains(value.kind), "must be a text, a number, true or false")
        case .nothing:
            try require(value == .null, "must be null")
        case .anyObject:
            try require(value.kind == .object, "must be an object")
        case .jsonSchema:
            try require(value.kind == .object, "must be an object")
            if let keyword = SchemaShape.brokenKeyword(of: value) {
                throw BuiltinClass.Misfit(place: place, message: "is no JSON Schema: \(keyword) is not what it must be")
            }
        case .url:
            try require(value.string.map(Self.isAddress) ?? false, "must be an http or https address without ? and #")
        case .headers:
            guard case .object(let object) = value else {
                throw BuiltinClass.Misfit(place: place, message: "must be an object")
            }
            try require(object.members.allSatisfy { $0.value.kind == .string }, "must hold texts alone")
            // With these a request could ask a cloud for its machine's secrets.
            let refused: Set = [
                "metadata-flavor", "x-aws-ec2-metadata-token", "x-aws-ec2-metadata-token-ttl-seconds",
            ]
            try require(
                object.members.allSatisfy { !refused.contains($0.name.lowercased()) },
                "holds a header that must not be set")
        default:
            preconditionFailure("types with parts are completed part by part")
        }
        return value
    }

    private static func isAddress(_ text: String) -> Bool {
        guard let scheme = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) }) else {
            return false
        }
        let rest = text.utf8.dropFirst(scheme.utf8.count)
        let host = rest.prefix { $0 != UInt8(ascii: "/") }
        return !host.isEmpty && host.first != UInt8(ascii: ":")
            && !rest.contains { $0 <= 0x20 || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    }
}

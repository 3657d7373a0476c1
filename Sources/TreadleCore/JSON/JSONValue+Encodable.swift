extension JSONValue: Encodable {
    /// Encodes the value it holds; numbers become integers where they are whole and fit, and doubles otherwise.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let object): try object.encode(to: encoder)
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        default:
            var container = encoder.singleValueContainer()
            switch self {
            case .boolean(let value): try container.encode(value)
            case .string(let value): try container.encode(value)
            case .number(let number):
                if let whole = Int(number.text) {
                    try container.encode(whole)
                } else {
                    try container.encode(number.double)
                }
            default: try container.encodeNil()
            }
        }
    }
}

extension JSONObject: Encodable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Encodes the members in their order.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for member in self.members { try container.encode(member.value, forKey: Name(stringValue: member.name)) }
    }
}

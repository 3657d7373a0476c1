internal import FoundationEssentials
internal import TreadleCore
internal import TreadleTrace

/// Swift values as JSON and back: the one place that decides how.
enum WireValue {
    /// A value as JSON. What says `_type` and `_class_name` keeps it.
    static func encode(_ value: some Encodable) throws -> RawJSON {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        do {
            return try RawJSON([UInt8](encoder.encode(value)))
        } catch let error as EncodingError {
            throw TraceError(
                .invalidRequest, "the value cannot be written as JSON: \(Self.place(of: error))", cause: error)
        }
    }

    /// A value from JSON; members that the type does not have are passed over.
    static func decode<Value: Decodable>(_ json: RawJSON, as type: Value.Type) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do {
            return try decoder.decode(type, from: Data(json.bytes))
        } catch let error as DecodingError {
            throw TraceError(.unprocessable, "the value is no \(type): \(Self.place(of: error))", cause: error)
        }
    }

    /// Where it went wrong; never the value.
    private static func place(of error: EncodingError) -> String {
        guard case .invalidValue(_, let context) = error else { return "it holds what JSON does not have" }
        return "\(Self.path(context.codingPath)) holds what JSON does not have"
    }

    private static func place(of error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "\(Self.path(context.codingPath + [key])) is not there"
        case .valueNotFound(let wanted, let context): "\(Self.path(context.codingPath)) is null, not \(wanted)"
        case .typeMismatch(let wanted, let context): "\(Self.path(context.codingPath)) is not \(wanted)"
        case .dataCorrupted(let context): "\(Self.path(context.codingPath)) cannot be read"
        @unknown default: "it cannot be read"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "it" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}

internal import FoundationEssentials
internal import TreadleCore
internal import TreadleTrace
internal import TreadleTracing

/// Swift values as JSON and back: the one place that decides how.
enum WireValue {
    /// A value as JSON, spelled as in traced calls. What says `_type` and `_class_name` keeps it.
    static func encode(_ value: some Encodable) throws -> RawJSON {
        do {
            return try EncodedValue.json(of: value)
        } catch let error as TraceError {
            throw error
        } catch {
            throw TraceError(
                .invalidRequest, "the value cannot be written as JSON: \(Self.reason(error))", cause: error)
        }
    }

    /// A value from JSON; members that the type does not have are passed over.
    static func decode<Value: Decodable>(_ json: RawJSON, as type: Value.Type) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { try Self.date($0) }
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        do {
            return try decoder.decode(type, from: Data(json.bytes))
        } catch let error as DecodingError {
            throw TraceError(.unprocessable, "the value is no \(type): \(Self.place(of: error))", cause: error)
        }
    }

    private static func date(_ decoder: any Decoder) throws -> Date {
        let container = try decoder.singleValueContainer()
        guard let time = Timestamp(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a time as in RFC 3339 is wanted")
        }
        return Date(timeIntervalSince1970: Double(time.microseconds) / 1_000_000)
    }

    /// What went wrong; never the value.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case EncodingError.invalidValue(_, let context): context.debugDescription
        case let error as any CustomStringConvertible: error.description
        default: "its encode(to:) failed with \(type(of: error))"
        }
    }

    /// Where it went wrong; never the value.
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

/// One JSON value as the bytes it came in: checked once, never decoded, key order and big numbers and all.
///
/// Parts of it (``subscript(_:)``, ``members()``, ``elements()``) share its storage. It never holds white space around
/// the value.
public struct RawJSON: Sendable, Hashable {
    /// The value's text in UTF-8.
    public let bytes: ArraySlice<UInt8>

    /// Checks a text and keeps it.
    ///
    /// - Throws: ``JSONError`` when it is not exactly one JSON value within the limits.
    /// - Complexity: O(n), one pass.
    public init(_ text: ArraySlice<UInt8>, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        self.bytes = try text.scanning(limits: limits) { (scanner) throws(JSONError) in
            scanner.skipWhitespace()
            let start = scanner.index
            try scanner.skipValue()
            let end = scanner.index
            scanner.skipWhitespace()
            guard scanner.isAtEnd else { throw scanner.failure("text after the value") }
            return text[text.startIndex + start..<text.startIndex + end]
        }
    }

    /// Checks a text and keeps it.
    ///
    /// - Throws: ``JSONError`` when it is not exactly one JSON value within the limits.
    public init(_ text: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        try self.init(text[...], limits: limits)
    }

    /// Checks a text and keeps it.
    ///
    /// - Throws: ``JSONError`` when it is not exactly one JSON value within the limits.
    public init(_ text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        try self.init(Array(text.utf8)[...], limits: limits)
    }

    /// Keeps what is already known to be one JSON value: a slice of a checked text, or text that our own writer made.
    package init(unchecked bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    /// Writes a value down.
    public init(_ value: JSONValue) {
        var writer = JSONWriter()
        writer.write(value)
        self.init(unchecked: writer.bytes[...])
    }

    /// `{}`.
    public static let emptyObject = RawJSON(unchecked: [0x7B, 0x7D])
    /// `null`.
    public static let null = RawJSON(unchecked: [0x6E, 0x75, 0x6C, 0x6C])

    /// What kinds of value there are.
    public enum Kind: String, Sendable {
        /// One of JSON's six kinds; `true` and `false` are one.
        case null, boolean, number, string, array, object

        /// The kind of a value that starts with this byte.
        init(firstByte: UInt8) {
            switch firstByte {
            case UInt8(ascii: "{"): self = .object
            case UInt8(ascii: "["): self = .array
            case UInt8(ascii: "\""): self = .string
            case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .boolean
            case UInt8(ascii: "n"): self = .null
            default: self = .number
            }
        }
    }

    /// The kind, read from the first byte.
    public var kind: Kind { Kind(firstByte: self.bytes.first ?? 0) }

    /// Whether this is `null`.
    public var isNull: Bool { self.bytes.first == UInt8(ascii: "n") }

    /// The text.
    public var text: String { String(decoding: self.bytes, as: UTF8.self) }
}

extension RawJSON: CustomStringConvertible {
    public var description: String { self.text }
}

extension ArraySlice<UInt8> {
    /// Lends a scanner over these bytes; its `index` counts from 0, not from `startIndex`.
    func scanning<Success, Failure: Error>(
        limits: JSONLimits = JSONLimits(maximumDepth: .max),
        _ body: (inout JSONScanner) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        try self.withUnsafeBufferPointer { (buffer) throws(Failure) -> Success in
            var scanner = JSONScanner(buffer, limits: limits)
            return try body(&scanner)
        }
    }
}

extension [UInt8] {
    /// The bytes of a text.
    package init(utf8 text: String) { self = Array(text.utf8) }
}

extension RawJSON {
    /// `true` or `false`.
    public init(boolean value: Bool) { self.init(unchecked: [UInt8](utf8: value ? "true" : "false")[...]) }
    /// A string.
    public init(string value: String) {
        var writer = JSONWriter(capacity: value.utf8.count + 2)
        writer.write(value)
        self = writer.raw
    }
    /// A whole number.
    public init(integer value: Int) { self.init(unchecked: [UInt8](utf8: String(value))[...]) }
}

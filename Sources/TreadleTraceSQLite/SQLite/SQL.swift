internal import TreadleCore

/// SQL text with its values beside it: an interpolated value is bound, never spliced in.
struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// What can be bound.
    enum Value: Sendable, Hashable {
        case null
        case integer(Int64)
        case real(Double)
        case text(String)
        /// Text that is at hand as UTF-8.
        case utf8(ArraySlice<UInt8>)
        case blob(ArraySlice<UInt8>)
        /// A value for a function of ours.
        case object(Object)
    }

    private(set) var text: String
    private(set) var values: [Value]

    init(stringLiteral value: String) {
        self.text = value
        self.values = []
    }

    init(stringInterpolation: StringInterpolation) {
        self.text = stringInterpolation.text
        self.values = stringInterpolation.values
    }

    /// Adds more at the end.
    static func += (left: inout SQL, right: SQL) {
        left.text += right.text
        left.values += right.values
    }

    /// Adds words of SQL at the end. (Static: what came from outside cannot be spliced in.)
    mutating func append(_ words: StaticString) { self.text += words.description }

    /// Adds a bound value at the end.
    mutating func append(_ value: Value) {
        self.text += "?"
        self.values.append(value)
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var values: [Value] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            self.text.reserveCapacity(literalCapacity + interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { self.text += literal }

        mutating func appendInterpolation(_ value: String) { self.append(.text(value)) }

        mutating func appendInterpolation(_ value: Int64) { self.append(.integer(value)) }

        mutating func appendInterpolation(_ value: Int) { self.append(.integer(Int64(value))) }

        mutating func appendInterpolation(_ value: Double) { self.append(.real(value)) }

        mutating func appendInterpolation(_ value: Timestamp) { self.append(.integer(value.microseconds)) }

        /// JSON as text, as it is spelled.
        mutating func appendInterpolation(_ value: RawJSON) { self.append(.utf8(value.bytes)) }

        mutating func appendInterpolation(_ value: String?) { self.append(value.map(Value.text) ?? .null) }

        mutating func appendInterpolation(_ value: Int?) { self.append(value.map { .integer(Int64($0)) } ?? .null) }

        mutating func appendInterpolation(_ value: Timestamp?) {
            self.append(value.map { .integer($0.microseconds) } ?? .null)
        }

        mutating func appendInterpolation(_ value: RawJSON?) { self.append(value.map { .utf8($0.bytes) } ?? .null) }

        /// Bytes as they are.
        mutating func appendInterpolation(blob value: ArraySlice<UInt8>) { self.append(.blob(value)) }

        /// A value for a function of ours.
        mutating func appendInterpolation(object value: some SQLObject) { self.append(.object(Object(value))) }

        /// A list in parentheses.
        mutating func appendInterpolation(_ values: [String]) {
            self.text += "("
            for (index, value) in values.enumerated() {
                if index > 0 { self.text += ", " }
                self.append(.text(value))
            }
            self.text += ")"
        }

        /// A part that is SQL itself, its values included.
        mutating func appendInterpolation(_ part: SQL) {
            self.text += part.text
            self.values += part.values
        }

        private mutating func append(_ value: Value) {
            self.text += "?"
            self.values.append(value)
        }
    }
}

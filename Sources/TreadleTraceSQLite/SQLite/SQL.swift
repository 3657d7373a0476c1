/// SQL text with its values beside it: an interpolated value is bound, never spliced in.
struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// What can be bound.
    enum Value: Sendable, Hashable {
        case integer(Int64)
        case text(String)
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

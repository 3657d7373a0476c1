/// A piece of Swift source: as much of one as a function's signature needs.
struct SwiftToken: Equatable {
    /// What a piece is.
    enum Kind: Equatable {
        /// A name, a keyword, a number; also a name in backticks.
        case word
        /// A string or a regular expression, with all that is interpolated.
        case literal
        /// `->`.
        case arrow
        /// One character of anything else.
        case mark(UInt8)
    }

    let kind: Kind
    /// Where it stands, in bytes.
    let range: Range<Int>

    /// Whether it is one of these marks.
    func `is`(_ marks: Unicode.Scalar...) -> Bool {
        marks.contains { self.kind == .mark(UInt8(ascii: $0)) }
    }

    var opens: Bool { self.is("(", "[", "{") }
    var closes: Bool { self.is(")", "]", "}") }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0 }
}

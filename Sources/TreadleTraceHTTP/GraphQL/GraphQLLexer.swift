internal import TreadleCore

/// Cuts a GraphQL document into tokens; white space, commas and comments mean nothing.
struct GraphQLLexer {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) { self.bytes = Array(text.utf8) }

    private var current: UInt8? { self.index < self.bytes.count ? self.bytes[self.index] : nil }

    mutating func next() throws(GraphQLError) -> GraphQLToken {
        self.skipIgnored()
        guard let byte = self.current else { return .end }
        switch byte {
        case UInt8(ascii: "."):
            guard self.bytes[self.index...].starts(with: "...".utf8) else { throw .syntax("a dot stands by itself") }
            self.index += 3
            return .spread
        case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
            self.index += 1
            return .punctuator(byte)
        case UInt8(ascii: "\""): return .string(try self.string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .number(self.text { Self.isNameByte($0) || [0x2B, 0x2D, 0x2E].contains($0) })
        case _ where Self.isNameByte(byte): return .name(self.text(while: Self.isNameByte))
        default: throw .syntax("a character stands where none can")
        }
    }

    private mutating func skipIgnored() {
        while let byte = self.current {
            switch byte {
            case 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: ","): self.index += 1
            // A byte order mark.
            case 0xEF where self.bytes[self.index...].starts(with: [0xEF, 0xBB, 0xBF]): self.index += 3
            case UInt8(ascii: "#"):
                while let byte = self.current, byte != 0x0A, byte != 0x0D { self.index += 1 }
            default: return
            }
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private mutating func text(while condition: (UInt8) -> Bool) -> String {
        let start = self.index
        while let byte = self.current, condition(byte) { self.index += 1 }
        return String(decoding: self.bytes[start..<self.index], as: UTF8.self)
    }

    /// A string between quotes; its escapes are those of JSON. Block strings stand for themselves, indentation and all.
    private mutating func string() throws(GraphQLError) -> String {
        let start = self.index
        if self.bytes[start...].starts(with: "\"\"\"".utf8) { return try self.blockString() }
        self.index += 1
        while let byte = self.current, byte != UInt8(ascii: "\""), byte != 0x0A, byte != 0x0D {
            self.index += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        guard self.current == UInt8(ascii: "\"") else { throw .syntax("a string does not end") }
        self.index += 1
        guard let text = (try? RawJSON(self.bytes[start..<self.index]))?.string else {
            throw .syntax("a string has a broken escape or a control character")
        }
        return text
    }

    private mutating func blockString() throws(GraphQLError) -> String {
        let start = self.index + 3
        self.index = start
        while self.index < self.bytes.count {
            if self.bytes[self.index...].starts(with: "\"\"\"".utf8) {
                defer { self.index += 3 }
                return String(decoding: self.bytes[start..<self.index], as: UTF8.self)
            }
            self.index += 1
        }
        throw .syntax("a string does not end")
    }
}

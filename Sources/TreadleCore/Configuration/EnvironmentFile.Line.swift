extension EnvironmentFile {
    /// Why a line is malformed, without what it says.
    struct LineError: Error {
        let message: String
    }

    /// One line, read from the left.
    struct Line {
        private var rest: ArraySlice<UInt8>

        init(_ bytes: some Sequence<UInt8>) {
            self.rest = Array(bytes)[...]
        }

        /// The name and the text that the line sets; `nil` for blank lines and comments.
        mutating func assignment() throws(LineError) -> (name: String, text: String)? {
            self.skipBlanks()
            guard !self.isAtEndOrComment else { return nil }
            guard !self.rest.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else {
                throw LineError(message: "control characters are not allowed")
            }
            var name = self.takeName()
            if name == "export", self.skipBlanks() > 0, self.rest.first != UInt8(ascii: "=") { name = self.takeName() }
            guard !name.isEmpty, !(name.utf8.first ?? 0).isDigit else {
                throw LineError(message: "a line sets NAME=value, where NAME is letters, digits and \"_\"")
            }
            self.skipBlanks()
            guard self.rest.popFirst() == UInt8(ascii: "=") else {
                throw LineError(message: "there is no \"=\" after the name")
            }
            return (name, try self.value())
        }

        private mutating func value() throws(LineError) -> String {
            let blanks = self.skipBlanks()
            guard let quote = self.rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                return self.bareValue(afterBlank: blanks > 0)
            }
            self.rest.removeFirst()
            let text = try self.quotedValue(until: quote)
            let gap = self.skipBlanks()
            guard self.rest.isEmpty || gap > 0 && self.isAtEndOrComment else {
                throw LineError(message: "there is text after the closing quote")
            }
            return text
        }

        private mutating func quotedValue(until quote: UInt8) throws(LineError) -> String {
            var text: [UInt8] = []
            while let byte = self.rest.popFirst() {
                if byte == quote { return String(decoding: text, as: UTF8.self) }
                if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                    text.append(try self.escape())
                } else {
                    text.append(byte)
                }
            }
            throw LineError(message: "the quote is not closed on this line")
        }

        private mutating func escape() throws(LineError) -> UInt8 {
            switch self.rest.popFirst() {
            case UInt8(ascii: "n"): UInt8(ascii: "\n")
            case UInt8(ascii: "r"): UInt8(ascii: "\r")
            case UInt8(ascii: "t"): UInt8(ascii: "\t")
            case .some(let byte) where [UInt8](utf8: "\"\\$").contains(byte): byte
            case .none: throw LineError(message: "the quote is not closed on this line")
            default:
                throw LineError(message: "after \"\\\" stands none of n, r, t, \", \\ and $; use single quotes instead")
            }
        }

        private mutating func bareValue(afterBlank: Bool) -> String {
            var end = self.rest.startIndex
            var afterBlank = afterBlank
            while end < self.rest.endIndex, self.rest[end] != UInt8(ascii: "#") || !afterBlank {
                afterBlank = self.rest[end].isBlank
                end += 1
            }
            return String(decoding: self.rest[..<end], as: UTF8.self).trimmingBlanks()
        }

        private var isAtEndOrComment: Bool { self.rest.isEmpty || self.rest.first == UInt8(ascii: "#") }

        private mutating func takeName() -> String {
            let name = self.rest.prefix { $0.isNameByte && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") }
            self.rest = self.rest[name.endIndex...]
            return String(decoding: name, as: UTF8.self)
        }

        @discardableResult
        private mutating func skipBlanks() -> Int {
            let blanks = self.rest.prefix(while: \.isBlank)
            self.rest = self.rest[blanks.endIndex...]
            return blanks.count
        }
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

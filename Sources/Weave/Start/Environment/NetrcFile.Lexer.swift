extension NetrcFile {
    /// Cuts a file into tokens.
    struct Lexer {
        private var rest: ArraySlice<UInt8>
        /// The line that is read now, counted from 1.
        private var line = 1
        /// Where the last token began.
        private(set) var tokenLine = 1

        init(_ contents: [UInt8]) { self.rest = contents[...] }

        /// The next token; `nil` at the end.
        mutating func next() -> String? {
            while let byte = self.rest.first, byte.isNetrcSpace { self.take() }
            self.tokenLine = self.line
            guard let first = self.rest.first else { return nil }
            let isQuoted = first == UInt8(ascii: "\"")
            if isQuoted { self.take() }
            var token: [UInt8] = []
            while let byte = self.rest.first {
                if isQuoted ? byte == UInt8(ascii: "\"") : byte.isNetrcSpace { break }
                self.take()
                if byte == UInt8(ascii: "\\"), let escaped = self.rest.first {
                    self.take()
                    token.append(escaped)
                } else {
                    token.append(byte)
                }
            }
            if isQuoted { self.take() }
            return String(decoding: token, as: UTF8.self)
        }

        /// Goes on to the line after that of the last token.
        mutating func skipLine() {
            while self.line == self.tokenLine, !self.rest.isEmpty { self.take() }
        }

        /// Goes on to the line after the next blank one.
        mutating func skipMacro() {
            self.skipLine()
            while !self.rest.isEmpty {
                let line = self.rest.prefix { $0 != UInt8(ascii: "\n") }
                for _ in 0..<(line.count + 1) { self.take() }
                if line.allSatisfy(\.isNetrcSpace) { return }
            }
        }

        private mutating func take() {
            if self.rest.popFirst() == UInt8(ascii: "\n") { self.line += 1 }
        }
    }
}

extension UInt8 {
    fileprivate var isNetrcSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

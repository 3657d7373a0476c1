/// Cuts Swift source into tokens and passes over comments, without ever looking at what the tokens mean.
///
/// The source was parsed by the compiler before it came here. What is read wrongly all the same (a regular expression
/// between plain slashes can only be guessed) ends in an error or in code that does not compile, never in a trap.
struct SwiftScanner {
    let source: [UInt8]
    private(set) var position = 0
    /// The last token, by which a slash is told to divide or to begin a regular expression.
    private var previous: SwiftToken?

    /// How deep strings may be interpolated into strings, and brackets into brackets.
    static let depthLimit = 64

    init(_ source: [UInt8]) { self.source = source }

    /// The next token; `nil` at the end.
    mutating func next() throws(OpProblem) -> SwiftToken? {
        try self.skipTrivia()
        let start = self.position
        guard let byte = self.peek() else { return nil }
        let kind: SwiftToken.Kind
        if Self.isWord(byte) {
            while let byte = self.peek(), Self.isWord(byte) { self.position += 1 }
            kind = .word
        } else if byte == UInt8(ascii: "`") {
            try self.skipBackticks()
            kind = .word
        } else if try self.skipLiteral() {
            kind = .literal
        } else if byte == UInt8(ascii: "-"), self.peek(1) == UInt8(ascii: ">") {
            self.position += 2
            kind = .arrow
        } else {
            self.position += 1
            kind = .mark(byte)
        }
        let token = SwiftToken(kind: kind, range: start..<self.position)
        self.previous = token
        return token
    }

    /// The byte at some distance; `nil` behind the end.
    func peek(_ distance: Int = 0) -> UInt8? {
        let index = self.position + distance
        return index < self.source.count ? self.source[index] : nil
    }

    mutating func advance(_ count: Int = 1) { self.position = min(self.position + count, self.source.count) }

    /// Whether a slash here begins an expression, since nothing that could be divided stands before it.
    var isAtOperand: Bool {
        switch self.previous?.kind {
        case nil, .arrow: true
        case .word, .literal: false
        case .mark(let byte): !")]}".utf8.contains(byte)
        }
    }

    private mutating func skipTrivia() throws(OpProblem) {
        while let byte = self.peek() {
            switch (byte, self.peek(1)) {
            case (UInt8(ascii: " "), _), (0x09...0x0D, _), (0, _): self.position += 1
            case (UInt8(ascii: "/"), UInt8(ascii: "/")):
                while let byte = self.peek(), byte != 0x0A, byte != 0x0D { self.position += 1 }
            case (UInt8(ascii: "/"), UInt8(ascii: "*")): try self.skipBlockComment()
            default: return
            }
        }
    }

    /// Passes a comment that begins here, with the comments within it.
    mutating func skipBlockComment() throws(OpProblem) {
        var depth = 0
        while let byte = self.peek() {
            switch (byte, self.peek(1)) {
            case (UInt8(ascii: "/"), UInt8(ascii: "*")):
                depth += 1
                self.position += 2
            case (UInt8(ascii: "*"), UInt8(ascii: "/")):
                depth -= 1
                self.position += 2
                if depth == 0 { return }
            default: self.position += 1
            }
        }
        throw .unreadable("a comment does not end")
    }

    private mutating func skipBackticks() throws(OpProblem) {
        self.position += 1
        while let byte = self.peek() {
            self.position += 1
            if byte == UInt8(ascii: "`") { return }
        }
        throw .unreadable("a name in backticks does not end")
    }

    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}

/// Cuts an expression into its words.
struct ExpressionScanner {
    private let text: [Character]
    private var index = 0
    private var tokens: [ExpressionToken] = []

    static func tokens(of text: String) throws(ExpressionError) -> [ExpressionToken] {
        var scanner = ExpressionScanner(text: Array(text))
        while try scanner.scan() {}
        return scanner.tokens
    }

    private init(text: [Character]) { self.text = text }

    private var current: Character? { self.index < self.text.count ? self.text[self.index] : nil }

    private mutating func add(_ kind: ExpressionToken.Kind, from start: Int) {
        self.tokens.append(ExpressionToken(kind: kind, position: start + 1))
    }

    /// Takes one word; `false` at the end.
    private mutating func scan() throws(ExpressionError) -> Bool {
        while self.current?.isWhitespace == true { self.index += 1 }
        let start = self.index
        guard let character = self.current else {
            self.add(.end, from: start)
            return false
        }
        if Self.isDigit(character) || character == "." {
            self.add(.number(try self.number()), from: start)
        } else if character.isASCII, character.isLetter {
            while let next = self.current, next.isASCII, next.isLetter || next.isNumber { self.index += 1 }
            self.add(.name(String(self.text[start..<self.index]).lowercased()), from: start)
        } else {
            self.add(.symbol(try self.symbol(character)), from: start)
        }
        return true
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private mutating func symbol(_ character: Character) throws(ExpressionError) -> Character {
        self.index += 1
        switch character {
        case "*":
            guard self.current == "*" else { return "*" }
            self.index += 1
            return "^"
        case "+", "-", "/", "%", "^", "(", ")", ",": return character
        case "×", "·": return "*"
        case "÷": return "/"
        case "−": return "-"
        case "π":
            throw ExpressionError(message: "unexpected \"π\" (write pi)", position: self.index)
        default: throw ExpressionError(message: "unexpected character \"\(character)\"", position: self.index)
        }
    }

    private mutating func skipDigits() -> Int {
        let start = self.index
        while let next = self.current, Self.isDigit(next) { self.index += 1 }
        return self.index - start
    }

    /// A number: digits, a point and digits, an exponent. `2e` is refused and not taken for `2` and the constant.
    private mutating func number() throws(ExpressionError) -> ExpressionValue {
        let start = self.index
        var digits = self.skipDigits()
        if self.current == "." {
            self.index += 1
            digits += self.skipDigits()
        }
        guard digits > 0 else { throw ExpressionError(message: "a point without digits", position: start + 1) }
        if self.current == "e" || self.current == "E" {
            self.index += 1
            if self.current == "+" || self.current == "-" { self.index += 1 }
            guard self.skipDigits() > 0 else {
                throw ExpressionError(message: "an exponent without digits", position: start + 1)
            }
        }
        if self.current == "." {
            throw ExpressionError(message: "a second point in a number", position: self.index + 1)
        }
        let text = String(self.text[start..<self.index])
        if let whole = Int(text) { return .whole(whole) }
        guard let value = Double(text.hasSuffix(".") ? text + "0" : text.first == "." ? "0" + text : text),
            value.isFinite
        else { throw ExpressionError(message: "a number that is too large", position: start + 1) }
        return .real(value)
    }
}

internal import TreadleTools

/// Finds arithmetic in a sentence, in figures or in words.
struct DemoArithmeticFinder {
    private struct Token {
        var text: String
        var range: Range<Int>
        /// Whether it was a word of the language, which has to be rewritten.
        var isWord: Bool
    }

    private let characters: [Character]
    /// Whether commas may stand between arguments, and so not between thousands.
    private let hasParentheses: Bool
    /// What was found: where it starts, and an expression that the calculator understands.
    private(set) var expressions: [(offset: Int, text: String)] = []

    private static let operators: [(words: [String], text: String)] = [
        (["to", "the", "power", "of"], "^"), (["multiplied", "by"], "*"), (["divided", "by"], "/"), (["times"], "*"),
        (["plus"], "+"), (["minus"], "-"), (["over"], "/"), (["modulo"], "%"), (["mod"], "%"), (["squared"], "^ 2"),
        (["cubed"], "^ 3"), (["percent", "of"], "/ 100 *"), (["x"], "*"), (["pi"], "pi"),
    ]
    private static let functions: Set<String> = [
        "sqrt", "abs", "min", "max", "round", "floor", "ceil", "ln", "log", "exp", "sin", "cos", "tan",
    ]

    init(_ text: String) {
        self.characters = Array(text.prefix(DemoWords.maximumLength))
        self.hasParentheses = self.characters.contains("(")
        let words = DemoWords(text)
        let asks = words.contains(
            "what is", "what's", "whats", "calculate", "compute", "evaluate", "solve", "how much is", "how much")
        for run in self.runs() {
            if let found = self.expression(in: run, isAskedFor: asks) { self.expressions.append(found) }
        }
        if self.expressions.isEmpty { self.expressions = Self.commands(words) }
    }

    /// Runs of tokens that could be arithmetic, anything else cutting them.
    private func runs() -> [[Token]] {
        var runs: [[Token]] = []
        var run: [Token] = []
        var index = 0
        while index < self.characters.count {
            if self.characters[index].isWhitespace {
                index += 1
            } else if let tokens = self.tokens(at: index), let end = tokens.last?.range.upperBound {
                run += tokens
                index = end
            } else {
                runs.append(run)
                run = []
                index = self.isLetter(index) ? self.wordEnd(index) : index + 1
            }
        }
        return (runs + [run]).filter { $0.count > 1 }
    }

    private func isLetter(_ index: Int) -> Bool { index < self.characters.count && self.characters[index].isLetter }
    private func isDigit(_ index: Int) -> Bool {
        index < self.characters.count && ("0"..."9").contains(self.characters[index])
    }

    private func wordEnd(_ index: Int) -> Int {
        self.characters[index...].firstIndex { !$0.isLetter && !$0.isNumber } ?? self.characters.count
    }

    private func tokens(at index: Int) -> [Token]? {
        if self.isDigit(index) || (self.characters[index] == "." && self.isDigit(index + 1)) {
            return self.number(at: index)
        }
        if self.isLetter(index) { return self.word(at: index).map { [$0] } }
        switch self.characters[index] {
        case "*" where index + 1 < self.characters.count && self.characters[index + 1] == "*":
            return [Token(text: "^", range: index..<index + 2, isWord: false)]
        case "+", "-", "*", "/", "%", "^", "(", ")", ",", "×", "÷", "−":
            return [Token(text: String(self.characters[index]), range: index..<index + 1, isWord: false)]
        default: return nil
        }
    }

    /// A number, and the percent sign that makes it a share of what follows. Commas between thousands are left out.
    private func number(at start: Int) -> [Token]? {
        var end = start
        var text = ""
        while self.isDigit(end) || (end < self.characters.count && self.characters[end] == "." && self.isDigit(end + 1))
            || self.isThousandsComma(end, from: start)
        {
            if self.characters[end] != "," { text.append(self.characters[end]) }
            end += 1
        }
        // "3pm" and "5th" are no numbers.
        if self.isLetter(end), self.characters[end] != "x" { return nil }
        let number = Token(text: text, range: start..<end, isWord: text.count != end - start)
        let rest = String(self.characters[end...].prefix(5))
        guard rest.hasPrefix("% of") else { return [number] }
        return [number, Token(text: "/ 100 *", range: end..<end + 4, isWord: true)]
    }

    private func isThousandsComma(_ index: Int, from start: Int) -> Bool {
        guard index < self.characters.count, self.characters[index] == ",", !self.hasParentheses else { return false }
        return self.isDigit(index + 1) && self.isDigit(index + 2) && self.isDigit(index + 3) && !self.isDigit(index + 4)
    }

    private func word(at start: Int) -> Token? {
        let end = self.wordEnd(start)
        let word = String(self.characters[start..<end]).lowercased()
        if Self.functions.contains(word), end < self.characters.count, self.characters[end] == "(" {
            return Token(text: word, range: start..<end, isWord: false)
        }
        for known in Self.operators where known.words.first == word {
            var last = end
            let fits = known.words.dropFirst().allSatisfy { expected in
                guard last < self.characters.count, self.characters[last] == " ", self.isLetter(last + 1) else {
                    return false
                }
                let from = last + 1
                last = self.wordEnd(from)
                return String(self.characters[from..<last]).lowercased() == expected
            }
            if fits { return Token(text: known.text, range: start..<last, isWord: true) }
        }
        return nil
    }

    /// The longest part of a run that is an expression with something to work out.
    private func expression(in run: [Token], isAskedFor: Bool) -> (offset: Int, text: String)? {
        if let found = self.expression(run[...], isAskedFor) { return found }
        // Parts are tried one by one, so only of what is short.
        let run = run.prefix(24)
        for start in run.indices {
            for end in run.indices.reversed() where end > start {
                guard Self.hasOperation(run[start...end]) else { break }
                if let found = self.expression(run[start...end], isAskedFor) { return found }
            }
        }
        return nil
    }

    private func expression(_ part: ArraySlice<Token>, _ isAskedFor: Bool) -> (offset: Int, text: String)? {
        guard let first = part.first, Self.hasOperation(part), isAskedFor || self.looksMeant(part) else { return nil }
        let text = self.text(of: part)
        return Self.isExpression(text) ? (first.range.lowerBound, text) : nil
    }

    private static func hasOperation(_ part: ArraySlice<Token>) -> Bool {
        part.dropFirst().contains { $0.text.first.map { "+-*/%^×÷−".contains($0) } ?? false }
            || part.contains { Self.functions.contains($0.text) }
    }

    /// As it was written, or put together again where words or thousands have to be rewritten.
    private func text(of part: ArraySlice<Token>) -> String {
        guard part.contains(where: \.isWord), let first = part.first, let last = part.last else {
            let range = (part.first?.range.lowerBound ?? 0)..<(part.last?.range.upperBound ?? 0)
            return String(self.characters[range])
        }
        let inner = part.dropFirst().dropLast().map(\.text)
        return ([first.text] + inner + [last.text]).joined(separator: " ")
    }

    private static func isExpression(_ text: String) -> Bool {
        do throws(ExpressionError) {
            _ = try Arithmetic.evaluate(text)
            return true
        } catch {
            return error.isAboutValue
        }
    }

    /// Whether figures with nothing but a dash or a stroke between them (2026-11-20, 24/7) are more than a name.
    private func looksMeant(_ part: ArraySlice<Token>) -> Bool {
        if part.contains(where: { $0.isWord || Self.functions.contains($0.text) }) { return true }
        return part.contains { token in
            switch token.text {
            case "+", "*", "^", "%", "×", "÷", "−": true
            case "-", "/": self.characters[token.range.upperBound...].first?.isWhitespace ?? false
            default: false
            }
        }
    }

    /// "Add 3 and 4", "the square root of 16".
    private static func commands(_ words: DemoWords) -> [(offset: Int, text: String)] {
        for (index, word) in words.words.enumerated() {
            let numbers = words.words[(index + 1)...].prefix(6).compactMap { Double($0.text) == nil ? nil : $0.text }
            let (first, second) = (numbers.first, numbers.dropFirst().first)
            if word.lowercased == "square", words[index + 1] == "root", let first {
                return [(word.offset, "sqrt(\(first))")]
            }
            guard let first, let second else { continue }
            switch word.lowercased {
            case "add", "sum": return [(word.offset, "\(first) + \(second)")]
            case "multiply", "product": return [(word.offset, "\(first) * \(second)")]
            case "divide", "quotient": return [(word.offset, "\(first) / \(second)")]
            case "subtract": return [(word.offset, "\(second) - \(first)")]
            case "difference": return [(word.offset, "\(first) - \(second)")]
            default: continue
            }
        }
        return []
    }
}

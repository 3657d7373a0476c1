/// Reads a declaration from its first attribute to the brace that opens its body.
struct DeclarationReader {
    let source: [UInt8]
    private let tokens: [SwiftToken]
    private var index = 0

    init(_ source: [UInt8]) throws(OpProblem) {
        self.source = source
        self.tokens = try Self.tokens(of: source)
    }

    /// All tokens up to the first brace that is in no other bracket, with that brace.
    private static func tokens(of source: [UInt8]) throws(OpProblem) -> [SwiftToken] {
        var scanner = SwiftScanner(source)
        var tokens: [SwiftToken] = []
        var depth = 0
        while let token = try scanner.next() {
            tokens.append(token)
            if token.is("{"), depth == 0 { break }
            if token.opens { depth += 1 }
            if token.closes { depth -= 1 }
            guard depth <= SwiftScanner.depthLimit else { throw .unreadable("brackets are nested too deeply") }
        }
        return tokens
    }

    mutating func function() throws(OpProblem) -> FunctionDeclaration {
        guard let first = self.tokens.first else { throw .unreadable("it is empty") }
        try self.skipToKeyword()
        guard let name = self.take() else { throw .unreadable("it has no name") }
        let isOperator = name.kind != .word
        var spelled = name.range
        if isOperator {
            // An operator's characters stand together, `<` among them; generic parameters stand apart.
            while let token = self.current, !token.is("("), token.range.lowerBound == spelled.upperBound {
                spelled = spelled.lowerBound..<token.range.upperBound
                self.index += 1
            }
        }
        self.skipGenerics()
        guard let list = self.takeGroup() else { throw .unreadable("it has no parameters") }
        let parameters = try self.parameters(in: list)
        let effects = self.takeEffects()
        let result = self.takeResult()
        guard let brace = self.tokens.last, brace.is("{") else {
            throw OpProblem("@Op needs a body to trace, and '\(self.text(spelled))' has none")
        }
        guard let end = self.source.lastIndex(where: { !SwiftToken.isSpace($0) }), end > brace.range.lowerBound,
            self.source[end] == UInt8(ascii: "}")
        else { throw .unreadable("its body does not end") }
        return FunctionDeclaration(
            name: self.text(spelled).filter { $0 != "`" }, isOperator: isOperator, parameters: parameters,
            effects: effects, result: result, text: first.range.lowerBound..<(end + 1),
            body: brace.range.upperBound..<end)
    }

    /// Passes attributes and modifiers, and `func`.
    private mutating func skipToKeyword() throws(OpProblem) {
        while let token = self.take() {
            if token.is("@") {
                self.skipAttribute()
            } else if token.is("#", "(") {
                // `private(set)`, `nonisolated(nonsending)`, or what only a compiler in another mood would accept.
                self.index -= 1
                if self.takeGroup() == nil { self.index += 1 }
            } else {
                let word = self.text(token.range)
                if word == "func" { return }
                if word == "consuming" || word == "__consuming" {
                    throw OpProblem("@Op cannot trace a consuming method: its body would use 'self' within a closure")
                }
                if let kind = Self.otherDeclarations[word], !self.isModifier(word) {
                    throw OpProblem("@Op can only be attached to a function, and this is \(kind)")
                }
            }
        }
        throw OpProblem("@Op can only be attached to a function")
    }

    /// `class func` is a function.
    private func isModifier(_ word: String) -> Bool {
        guard word == "class" else { return false }
        return self.tokens[self.index...].contains { self.text($0.range) == "func" }
    }

    private static let otherDeclarations = [
        "init": "an initializer", "deinit": "a deinitializer", "subscript": "a subscript", "var": "a property",
        "let": "a property", "get": "an accessor", "set": "an accessor", "willSet": "an accessor",
        "didSet": "an accessor", "_read": "an accessor", "_modify": "an accessor", "struct": "a type",
        "class": "a type", "enum": "a type", "actor": "a type", "extension": "an extension", "protocol": "a protocol",
        "typealias": "a type alias", "associatedtype": "an associated type", "macro": "a macro", "case": "a case",
        "import": "an import",
    ]

    /// Passes an attribute's name and its arguments, behind the `@`.
    mutating func skipAttribute() {
        self.index += 1
        while let token = self.current, token.is("."), self.index + 1 < self.tokens.count { self.index += 2 }
        self.skipGenerics()
        // `@escaping (Int) -> Void` has no arguments: theirs begin right behind the name.
        if let token = self.current, token.is("("), self.index > 0,
            self.tokens[self.index - 1].range.upperBound == token.range.lowerBound
        {
            _ = self.takeGroup()
        }
    }

    private mutating func skipGenerics() {
        guard let token = self.current, token.is("<") else { return }
        var depth = 0
        while let token = self.take() {
            if token.is("<") { depth += 1 }
            if token.is(">") { depth -= 1 }
            if depth == 0 { return }
        }
    }

    /// Takes `(…)` or `[…]` with what is in it, and returns where that is among the tokens.
    mutating func takeGroup() -> Range<Int>? {
        guard let token = self.current, token.opens else { return nil }
        var depth = 0
        let start = self.index + 1
        while let token = self.take() {
            if token.opens { depth += 1 }
            if token.closes { depth -= 1 }
            if depth == 0 { return start..<(self.index - 1) }
        }
        return nil
    }

    private mutating func takeEffects() -> FunctionDeclaration.Effects {
        var effects = FunctionDeclaration.Effects()
        while let token = self.current, token.kind == .word {
            switch self.text(token.range) {
            case "async", "reasync": effects.isAsync = true
            case "throws":
                effects.throwing = "throws"
                self.index += 1
                if let type = self.takeGroup() { effects.throwing = "throws(\(self.text(of: type)))" }
                continue
            case "rethrows": effects.throwing = "rethrows"
            default: return effects
            }
            self.index += 1
        }
        return effects
    }

    private mutating func takeResult() -> String? {
        guard let token = self.current, token.kind == .arrow else { return nil }
        let start = self.index + 1
        var end = start
        while end < self.tokens.count, !self.tokens[end].is("{"), self.text(self.tokens[end].range) != "where" {
            if self.tokens[end].opens {
                self.index = end
                _ = self.takeGroup()
                end = self.index
            } else {
                end += 1
            }
        }
        self.index = end
        return start < end ? self.text(of: start..<end) : nil
    }

    // What the parts of a reader in other files need.

    var current: SwiftToken? { self.index < self.tokens.count ? self.tokens[self.index] : nil }

    mutating func take() -> SwiftToken? {
        guard let token = self.current else { return nil }
        self.index += 1
        return token
    }

    mutating func returnToken() { self.index = max(0, self.index - 1) }

    func token(_ index: Int) -> SwiftToken { self.tokens[index] }

    func text(_ range: Range<Int>) -> String { String(decoding: self.source[range], as: UTF8.self) }

    /// The text of some tokens, with the spaces and comments between them.
    func text(of tokens: Range<Int>) -> String {
        guard let first = tokens.first, let last = tokens.last else { return "" }
        return self.text(self.tokens[first].range.lowerBound..<self.tokens[last].range.upperBound)
    }

    /// Where the attribute's end is, of one that begins at a token.
    func behindAttribute(at start: Int) -> Int {
        var reader = self
        reader.index = start + 1
        reader.skipAttribute()
        return reader.index
    }
}

/// Works an expression out while reading it, one method a level of precedence.
struct ExpressionParser {
    private let tokens: [ExpressionToken]
    private var index = 0
    private var depth = 0

    init(tokens: [ExpressionToken]) { self.tokens = tokens }

    /// The token at the cursor; the last one is always the end.
    private var current: ExpressionToken { self.tokens[min(self.index, self.tokens.count - 1)] }

    mutating func parse() throws(ExpressionError) -> ExpressionValue {
        let value = try self.sum()
        guard self.current.kind == .end else { throw self.unexpected("an operator") }
        return value
    }

    private func unexpected(_ expected: String) -> ExpressionError {
        ExpressionError(message: "expected \(expected), not \(self.current.text),", position: self.current.position)
    }

    private mutating func take(_ symbol: Character) -> Bool {
        guard self.current.kind == .symbol(symbol) else { return false }
        self.index += 1
        return true
    }

    /// Every way to nest passes here, so that depth, and with it the stack, has a bound.
    private mutating func nested(
        _ body: (inout ExpressionParser) throws(ExpressionError) -> ExpressionValue
    ) throws(ExpressionError) -> ExpressionValue {
        guard self.depth < Arithmetic.maximumDepth else {
            throw ExpressionError(
                message: "nested deeper than \(Arithmetic.maximumDepth) levels", position: self.current.position)
        }
        self.depth += 1
        let value = try body(&self)
        self.depth -= 1
        return value
    }

    private mutating func sum() throws(ExpressionError) -> ExpressionValue {
        var value = try self.product()
        while true {
            let position = self.current.position
            if self.take("+") {
                value = try value.adding(try self.product(), at: position)
            } else if self.take("-") {
                value = try value.subtracting(try self.product(), at: position)
            } else {
                return value
            }
        }
    }

    private mutating func product() throws(ExpressionError) -> ExpressionValue {
        var value = try self.signed()
        while true {
            let position = self.current.position
            if self.take("*") {
                value = try value.multiplied(by: try self.signed(), at: position)
            } else if self.take("/") {
                value = try value.divided(by: try self.signed(), at: position)
            } else if self.take("%") {
                value = try value.remainder(by: try self.signed(), at: position)
            } else {
                return value
            }
        }
    }

    private mutating func signed() throws(ExpressionError) -> ExpressionValue {
        let position = self.current.position
        if self.take("+") { return try self.nested { (parser) throws(ExpressionError) in try parser.signed() } }
        guard self.take("-") else { return try self.power() }
        let value = try self.nested { (parser) throws(ExpressionError) in try parser.signed() }
        return try ExpressionValue.whole(0).subtracting(value, at: position)
    }

    private mutating func power() throws(ExpressionError) -> ExpressionValue {
        let base = try self.operand()
        let position = self.current.position
        guard self.take("^") else { return base }
        // The exponent may carry a sign and further powers: 2^-3, 2^3^2.
        let exponent = try self.nested { (parser) throws(ExpressionError) in try parser.signed() }
        return try base.raised(to: exponent, at: position)
    }

    private mutating func operand() throws(ExpressionError) -> ExpressionValue {
        let token = self.current
        switch token.kind {
        case .number(let value):
            self.index += 1
            return value
        case .symbol("("):
            self.index += 1
            return try self.inParentheses(from: token.position)
        case .name(let name):
            self.index += 1
            return try self.named(name, token)
        case .symbol, .end:
            throw self.unexpected("a number")
        }
    }

    private mutating func inParentheses(from position: Int) throws(ExpressionError) -> ExpressionValue {
        let value = try self.nested { (parser) throws(ExpressionError) in try parser.sum() }
        try self.close(position)
        return value
    }

    private mutating func close(_ opening: Int) throws(ExpressionError) {
        if self.take(")") { return }
        guard self.current.kind == .end else { throw self.unexpected("\")\"") }
        throw ExpressionError(message: "a parenthesis is never closed: the one", position: opening)
    }

    private mutating func named(_ name: String, _ token: ExpressionToken) throws(ExpressionError) -> ExpressionValue {
        switch name {
        case "pi": return .real(.pi)
        case "e": return .real(2.718281828459045)
        default: break
        }
        guard let function = ExpressionFunction(rawValue: name) else {
            throw ExpressionError(message: "unknown name \(token.text)", position: token.position)
        }
        let opening = self.current.position
        guard self.take("(") else { throw self.unexpected("\"(\" after \(name)") }
        var arguments: [ExpressionValue] = []
        if self.current.kind != .symbol(")") {
            repeat {
                arguments.append(try self.nested { (parser) throws(ExpressionError) in try parser.sum() })
            } while self.take(",")
        }
        try self.close(opening)
        return try function.value(of: arguments, at: token.position)
    }
}

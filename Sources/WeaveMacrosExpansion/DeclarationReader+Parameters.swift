extension DeclarationReader {
    /// Reads the parameters between the parentheses.
    func parameters(in list: Range<Int>) throws(OpProblem) -> [FunctionDeclaration.Parameter] {
        var parameters: [FunctionDeclaration.Parameter] = []
        var start = list.lowerBound
        while start < list.upperBound {
            let end = self.endOfParameter(from: start, in: list)
            if let parameter = try self.parameter(in: start..<end) { parameters.append(parameter) }
            start = end + 1
        }
        return parameters
    }

    /// The comma before the next parameter: only there do names and a colon follow.
    ///
    /// Commas in `Dictionary<String, Int>` and in default values that compare look no different otherwise.
    private func endOfParameter(from start: Int, in list: Range<Int>) -> Int {
        var depth = 0
        for index in start..<list.upperBound {
            let token = self.token(index)
            if token.opens { depth += 1 }
            if token.closes { depth -= 1 }
            if depth == 0, token.is(","), index + 1 == list.upperBound || self.names(from: index + 1, in: list) != nil {
                return index
            }
        }
        return list.upperBound
    }

    /// The names of a parameter that begins at a token, and the colon behind them.
    private func names(from start: Int, in list: Range<Int>) -> (names: [Int], colon: Int)? {
        var index = start
        var names: [Int] = []
        while index < list.upperBound {
            let token = self.token(index)
            if token.is("@") {
                index = self.behindAttribute(at: index)
            } else if token.is(":") {
                return names.isEmpty ? nil : (names, index)
            } else if token.kind == .word {
                names.append(index)
                index += 1
            } else {
                return nil
            }
        }
        return nil
    }

    /// Reads one parameter; `nil` if it has no name in the body.
    private func parameter(in tokens: Range<Int>) throws(OpProblem) -> FunctionDeclaration.Parameter? {
        guard let (names, colon) = self.names(from: tokens.lowerBound, in: tokens), let last = names.last else {
            throw .unreadable("'\(self.text(of: tokens))' is not like a parameter")
        }
        let spelling = self.text(self.token(last).range)
        let type = self.type(in: (colon + 1)..<tokens.upperBound)
        for index in type {
            let word = self.text(self.token(index).range)
            if self.token(index).opens || self.token(index).kind == .arrow { break }
            switch word {
            case "inout":
                throw OpProblem("@Op cannot record '\(spelling)': an inout parameter changes while the function runs")
            case "borrowing", "consuming", "__shared", "__owned":
                throw OpProblem(
                    "@Op cannot record '\(spelling)': a \(word) parameter cannot be copied out of the function")
            case "repeat":
                throw OpProblem("@Op cannot record '\(spelling)': parameter packs are not supported")
            default: continue
            }
        }
        guard spelling != "_" else { return nil }
        return FunctionDeclaration.Parameter(
            spelling: spelling, type: self.text(of: type),
            recording: self.isFunction(type) ? .typeAlone : .value)
    }

    /// What stands between the colon and the default value.
    private func type(in tokens: Range<Int>) -> Range<Int> {
        var depth = 0
        for index in tokens {
            let token = self.token(index)
            if token.opens { depth += 1 }
            if token.closes { depth -= 1 }
            if depth == 0, token.is("=") { return tokens.lowerBound..<index }
        }
        return tokens
    }

    /// Whether values of a type are functions, as far as the spelling tells: an arrow that is in nothing else.
    private func isFunction(_ type: Range<Int>) -> Bool {
        var brackets = 0
        var angles = 0
        for index in type {
            let token = self.token(index)
            if token.opens { brackets += 1 }
            if token.closes { brackets -= 1 }
            if token.is("<") { angles += 1 }
            if token.is(">") { angles -= 1 }
            if token.kind == .arrow, brackets == 0, angles == 0 { return true }
        }
        guard let first = type.first, let last = type.last, type.count > 2, self.token(first).is("("),
            self.token(last).is(")")
        else { return false }
        return self.isFunction((first + 1)..<last)
    }
}

/// The attribute `@Op(…)` by its arguments, which stay the source that they are.
struct OpAttribute: Equatable {
    /// The op's name, an expression; `nil` where it is that of the function.
    private(set) var name: String?
    /// The other arguments with their labels, ready for another call.
    private(set) var options: [String] = []

    init(_ source: [UInt8]) throws(OpProblem) {
        let reader = try DeclarationReader(source)
        guard let arguments = reader.arguments() else { return }
        for argument in arguments {
            if argument.label == nil {
                self.name = argument.value
            } else {
                self.options.append("\(argument.label ?? ""): \(argument.value)")
            }
        }
        if self.name == "nil" { self.name = nil }
    }
}

extension DeclarationReader {
    /// The arguments between an attribute's parentheses; `nil` if it has none.
    fileprivate func arguments() -> [(label: String?, value: String)]? {
        var reader = self
        while let token = reader.current, !token.is("(") { _ = reader.take() }
        guard let list = reader.takeGroup() else { return nil }
        var arguments: [(label: String?, value: String)] = []
        var start = list.lowerBound
        while start < list.upperBound {
            let end = self.endOfArgument(from: start, in: list)
            var label: String?
            var value = start
            if start + 1 < end, self.token(start).kind == .word, self.token(start + 1).is(":") {
                label = self.text(self.token(start).range)
                value = start + 2
            }
            arguments.append((label, self.text(of: value..<end)))
            start = end + 1
        }
        return arguments
    }

    private func endOfArgument(from start: Int, in list: Range<Int>) -> Int {
        var depth = 0
        for index in start..<list.upperBound {
            let token = self.token(index)
            if token.opens { depth += 1 }
            if token.closes { depth -= 1 }
            if depth == 0, token.is(",") { return index }
        }
        return list.upperBound
    }
}

internal import TreadleCore

extension QueryEvaluation {
    /// Whether a comparison holds, by the rule that fits both operands.
    func holds(
        _ comparison: QueryExpression.Comparison, _ left: QueryOperand, _ right: QueryOperand, for row: some QueryRow
    ) -> Bool? {
        switch QueryComparisonKind(left, right) {
        case .null:
            guard comparison == .equal else { return nil }
            return self.value(of: left, for: row) == nil && self.value(of: right, for: row) == nil
        case .time: return comparison.holds(self.time(of: left, for: row), self.time(of: right, for: row))
        case .number:
            return comparison.holds(self.value(of: left, for: row)?.number, self.value(of: right, for: row)?.number)
        case .boolean:
            return comparison.holds(
                self.value(of: left, for: row)?.boolean.map { $0 ? 1 : 0 },
                self.value(of: right, for: row)?.boolean.map { $0 ? 1 : 0 })
        case .text where comparison == .equal:
            return comparison.holds(
                self.equalityText(of: left, for: row).map(ExactText.init),
                self.equalityText(of: right, for: row).map(ExactText.init))
        case .text:
            return comparison.holds(
                self.value(of: left, for: row)?.text.map(ExactText.init),
                self.value(of: right, for: row)?.text.map(ExactText.init))
        case .json:
            guard comparison == .equal, case .json(let left)? = self.value(of: left, for: row),
                case .json(let right)? = self.value(of: right, for: row)
            else { return nil }
            return ExactText(left.canonicalText) == ExactText(right.canonicalText)
        case .asIs:
            guard case .json(let left)? = self.value(of: left, for: row),
                case .json(let right)? = self.value(of: right, for: row), left.kind == right.kind
            else { return nil }
            switch left.kind {
            case .number: return comparison.holds(left.queryNumber, right.queryNumber)
            case .string: return comparison.holds(left.string.map(ExactText.init), right.string.map(ExactText.init))
            case .boolean: return comparison.holds(left.boolean.map { $0 ? 1 : 0 }, right.boolean.map { $0 ? 1 : 0 })
            case .null, .array, .object: return nil
            }
        }
    }

    private func time(of operand: QueryOperand, for row: some QueryRow) -> Timestamp? {
        if case .literal(let literal) = operand { return try? Timestamp(literal: literal) }
        return self.value(of: operand, for: row)?.time
    }

    /// The text of an operand where texts are compared for being equal, or for being inside one another.
    func equalityText(of operand: QueryOperand, for row: some QueryRow) -> String? {
        guard let value = self.value(of: operand, for: row) else { return operand.isEmptyTextWithoutValue ? "" : nil }
        return value.text
    }
}

extension QueryExpression.Comparison {
    /// Unknown where one of them is.
    fileprivate func holds<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool? {
        guard let left, let right else { return nil }
        return switch self {
        case .equal: left == right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .less: left < right
        case .lessOrEqual: left <= right
        }
    }
}

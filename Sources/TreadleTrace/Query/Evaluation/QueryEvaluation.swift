internal import TreadleCore

/// Evaluates conditions row by row, as `docs/query-language.md` says: for what is in memory, and as what other stores
/// are measured against.
package struct QueryEvaluation {
    let expansion: RefExpansion
    /// The feedback rows that a comparison is about, by type.
    var feedback: [(type: ExactText?, row: Feedback?)] = []

    package init(expanding expansion: RefExpansion = .none) { self.expansion = expansion }

    /// Whether a condition is true: true, false, or unknown.
    ///
    /// - Precondition: ``QueryExpression/check()`` accepts it.
    package func truth(of expression: QueryExpression, for row: some QueryRow) -> Bool? {
        switch expression {
        case .all(let operands): Self.all(operands.lazy.map { self.truth(of: $0, for: row) })
        case .any(let operands): Self.any(operands.lazy.map { self.truth(of: $0, for: row) })
        case .negation(let operand): self.truth(of: operand, for: row).map { !$0 }
        case .comparison(let comparison, let left, let right):
            self.forAnyFeedback([left, right], of: row) { $0.holds(comparison, left, right, for: row) }
        case .membership(let operand, let literals):
            self.forAnyFeedback([operand], of: row) { evaluation in
                Self.any(literals.lazy.map { evaluation.holds(.equal, operand, .literal($0), for: row) })
            }
        case .containment(let input, let substring, let ignoringCase):
            self.forAnyFeedback([input, substring], of: row) { evaluation in
                guard let text = evaluation.equalityText(of: input, for: row),
                    let wanted = evaluation.equalityText(of: substring, for: row)
                else { return nil }
                return QueryText.contains(text, wanted, ignoringCase: ignoringCase)
            }
        }
    }

    /// What an operand says as a condition.
    private func truth(of operand: QueryOperand, for row: some QueryRow) -> Bool? {
        if case .expression(let expression) = operand { return self.truth(of: expression, for: row) }
        return self.forAnyFeedback([operand], of: row) { $0.value(of: operand, for: row)?.boolean }
    }

    /// All of them: one that is false decides, then one that is unknown.
    private static func all(_ truths: some Sequence<Bool?>) -> Bool? {
        var all: Bool? = true
        for truth in truths {
            if truth == false { return false }
            if truth == nil { all = nil }
        }
        return all
    }

    private static func any(_ truths: some Sequence<Bool?>) -> Bool? {
        self.all(truths.lazy.map { $0.map { !$0 } }).map { !$0 }
    }

    /// The value of an operand; `nil` where there is none.
    func value(of operand: QueryOperand, for row: some QueryRow) -> QueryValue? {
        switch operand {
        case .literal(let literal):
            switch literal {
            case .null: nil
            case .text(let text): .text(text)
            case .boolean(let boolean): .boolean(boolean)
            // As JSON, which keeps the spelling.
            case .number, .json: .json(literal.json)
            }
        case .field(let field): self.value(of: field, for: row)
        case .conversion(let operand, let target):
            Self.convert(self.value(of: operand, for: row), to: target)
        case .expression(let expression): self.truth(of: expression, for: row).map(QueryValue.boolean)
        }
    }

    private static func convert(_ value: QueryValue?, to target: QueryOperand.Conversion) -> QueryValue? {
        switch target {
        case .double: value?.number.map(QueryValue.number)
        case .integer: (value?.number?.truncated).map(QueryValue.number)
        case .string: value?.text.map(QueryValue.text)
        case .boolean: value?.boolean.map(QueryValue.boolean)
        case .exists: .boolean(value != nil)
        }
    }
}

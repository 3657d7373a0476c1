internal import TreadleCore

extension QueryEvaluation {
    /// The value of a field; of feedback, in the row that the comparison is about.
    func value(of field: QueryField, for row: some QueryRow) -> QueryValue? {
        switch field {
        case .column(let name, _): row.value(ofColumn: name)
        case .json(let column, let path):
            QueryValue(
                self.expansion.value(
                    at: path, in: row.json(inColumn: column), ofColumn: column,
                    in: row.value(ofColumn: "project_id")?.text))
        case .computed(let computed): row.value(of: computed)
        case .feedback(let type, let part):
            self.feedback.last { $0.type == type.map(ExactText.init) }?.row?.value(of: part)
        case .absent: nil
        }
    }

    /// Asks once, or, where operands are about feedback, once for each row of it: true where it is once, else false.
    func forAnyFeedback(
        _ operands: [QueryOperand], of row: some QueryRow, _ truth: (QueryEvaluation) -> Bool?
    ) -> Bool? {
        var types: [String?] = []
        for type in operands.compactMap(\.feedbackType)
        where !types.contains(where: { $0.map(ExactText.init) == type.map(ExactText.init) }) { types.append(type) }
        if types.isEmpty { return truth(self) }
        return self.isTrueForAny(of: types[...], of: row, truth)
    }

    private func isTrueForAny(
        of types: ArraySlice<String?>, of row: some QueryRow, _ truth: (QueryEvaluation) -> Bool?
    ) -> Bool {
        guard let type = types.first else { return truth(self) == true }
        let rows = row.feedback(ofType: type)
        // Without feedback it is as if there were one that says nothing.
        return (rows.isEmpty ? [nil] : rows.map(Optional.some)).contains { feedback in
            var bound = self
            bound.feedback.append((type.map(ExactText.init), feedback))
            return bound.isTrueForAny(of: types.dropFirst(), of: row, truth)
        }
    }
}

extension QueryOperand {
    /// The type of feedback that this operand itself is about: `.some(nil)` for any type, `nil` for none.
    ///
    /// An operation inside has its own rows.
    package var feedbackType: String?? {
        switch self {
        case .field(.feedback(let type, _)): .some(type)
        case .conversion(let operand, _): operand.feedbackType
        case .literal, .field, .expression: nil
        }
    }
}

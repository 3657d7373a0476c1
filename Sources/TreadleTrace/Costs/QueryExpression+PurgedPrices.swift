extension QueryExpression {
    /// The identifiers that a purge names: `$eq` of `id` and a text, `$or` of such ones, or `$in` of texts; `nil` for any
    /// other condition, which would remove more than somebody meant.
    package var purgedPrices: [String]? {
        switch self {
        case .membership(.field(.column("id", .text)), let literals):
            let ids = literals.compactMap(\.identifier)
            return ids.count == literals.count ? ids : nil
        case .any(let operands):
            let ids = operands.compactMap { operand in
                if case .expression(let expression) = operand { expression.onlyIdentifier } else { nil }
            }
            return ids.count == operands.count ? ids : nil
        default: return self.onlyIdentifier.map { [$0] }
        }
    }

    private var onlyIdentifier: String? {
        switch self {
        case .comparison(.equal, .field(.column("id", .text)), .literal(let literal)),
            .comparison(.equal, .literal(let literal), .field(.column("id", .text))):
            literal.identifier
        default: nil
        }
    }
}

extension QueryLiteral {
    fileprivate var identifier: String? {
        if case .text(let text) = self { text } else { nil }
    }
}

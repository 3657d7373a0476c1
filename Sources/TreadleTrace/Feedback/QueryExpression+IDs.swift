extension QueryExpression {
    /// The identifiers that this names and nothing else: `$eq` of `id` and a text, or `$or` of those.
    ///
    /// `nil` for every other condition.
    package var namedIDs: [String]? {
        switch self {
        case .comparison(.equal, .field(.column("id", _)), .literal(.text(let id))),
            .comparison(.equal, .literal(.text(let id)), .field(.column("id", _))):
            return [id]
        case .any(let operands):
            return Self.all(operands) { operand in
                guard case .expression(let expression) = operand else { return nil }
                if case .any = expression { return nil }
                return expression.namedIDs
            }
        case .all, .negation, .comparison, .membership, .containment: return nil
        }
    }

    /// What all of them come to; `nil` where one comes to nothing.
    private static func all<Element>(_ elements: [Element], _ ids: (Element) -> [String]?) -> [String]? {
        var all: [String] = []
        for element in elements {
            guard let ids = ids(element) else { return nil }
            all += ids
        }
        return all
    }
}

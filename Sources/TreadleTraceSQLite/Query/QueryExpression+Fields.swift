internal import TreadleTrace

extension QueryExpression {
    /// Whether one of its fields, at any depth, is such a one.
    func hasField(where isWanted: (QueryField) -> Bool) -> Bool {
        switch self {
        case .all(let operands), .any(let operands): operands.contains { $0.hasField(where: isWanted) }
        case .negation(let operand), .membership(let operand, _): operand.hasField(where: isWanted)
        case .comparison(_, let left, let right), .containment(let left, substring: let right, _):
            left.hasField(where: isWanted) || right.hasField(where: isWanted)
        }
    }
}

extension QueryOperand {
    fileprivate func hasField(where isWanted: (QueryField) -> Bool) -> Bool {
        switch self {
        case .literal: false
        case .field(let field): isWanted(field)
        case .conversion(let operand, _): operand.hasField(where: isWanted)
        case .expression(let expression): expression.hasField(where: isWanted)
        }
    }
}

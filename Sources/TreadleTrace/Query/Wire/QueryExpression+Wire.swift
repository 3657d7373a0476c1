package import TreadleCore

extension QueryExpression {
    /// How deep operations may nest, and how many operands a condition may have in all.
    package static let maximumDepth = 100
    /// How many operands and literals a condition may have in all.
    package static let maximumOperands = 10_000
    /// How many bytes a condition may have: each level of nesting is a pass over what it holds.
    package static let maximumLength = 4 << 20

    /// Reads a condition as requests say it: `{"$expr": OPERATION}`.
    ///
    /// - Throws: ``TraceError/Code/unprocessable`` for what has another shape and for unknown fields,
    ///   ``TraceError/Code/invalidRequest`` for an empty `$and` or `$or`, for a time that is none, and for a condition
    ///   too deep or too large.
    package init(wire: RawJSON, over catalog: QueryFieldCatalog) throws(TraceError) {
        guard wire.bytes.count <= Self.maximumLength else {
            throw TraceError(.invalidRequest, "a query is longer than \(Self.maximumLength) bytes, the limit")
        }
        let members = wire.kind == .object ? wire.members() : []
        guard members.count == 1, members[0].name == "$expr" else {
            throw TraceError(.unprocessable, "a query must be an object with $expr, and nothing else")
        }
        var parser = QueryParser(catalog)
        self = try parser.operation(members[0].value, depth: 1)
        try self.check()
    }

    /// Refuses a condition that compares a time with a literal that is none, so that all of it can be evaluated.
    package func check() throws(TraceError) {
        switch self {
        case .all(let operands), .any(let operands): for operand in operands { try operand.check() }
        case .negation(let operand): try operand.check()
        case .comparison(_, let left, let right): try Self.check(left, right)
        case .membership(let operand, let literals):
            for literal in literals { try Self.check(operand, .literal(literal)) }
        case .containment(let input, let substring, _):
            try input.check()
            try substring.check()
        }
    }

    private static func check(_ left: QueryOperand, _ right: QueryOperand) throws(TraceError) {
        try left.check()
        try right.check()
        guard QueryComparisonKind(left, right) == .time else { return }
        if case .literal(let literal) = left { _ = try Timestamp(literal: literal) }
        if case .literal(let literal) = right { _ = try Timestamp(literal: literal) }
    }
}

extension QueryOperand {
    fileprivate func check() throws(TraceError) {
        switch self {
        case .literal, .field: return
        case .conversion(let operand, _): try operand.check()
        case .expression(let expression): try expression.check()
        }
    }
}

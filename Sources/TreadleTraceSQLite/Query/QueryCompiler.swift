internal import TreadleCore
internal import TreadleTrace

/// Turns conditions into SQL, by `docs/query-language.md`.
struct QueryCompiler<Fields: QueryFieldSQL> {
    let fields: Fields

    /// An operation: 1, 0 or NULL.
    func term(_ expression: QueryExpression, depth: Int) throws(TraceError) -> QueryTerm {
        guard depth <= QueryExpression.maximumDepth else {
            throw TraceError(
                .invalidRequest, "a query nests deeper than \(QueryExpression.maximumDepth) operations, the limit")
        }
        switch expression {
        case .all(let operands): return .all(try self.conditions(operands, depth: depth))
        case .any(let operands): return .any(try self.conditions(operands, depth: depth))
        case .negation(let operand): return try self.conditions([operand], depth: depth)[0].negated
        case .comparison(let comparison, let left, let right):
            return try self.beside([left, right]) { joins throws(TraceError) in
                try self.comparison(comparison, left, right, depth: depth, joins: &joins)
            }
        case .membership(let operand, let literals):
            return try self.beside([operand]) { joins throws(TraceError) in
                try self.membership(operand, literals, depth: depth, joins: &joins)
            }
        case .containment(let input, let substring, let ignoringCase):
            return try self.beside([input, substring]) { joins throws(TraceError) in
                let name: SQL = ignoringCase ? "treadle_contains_ignoring_case" : "treadle_contains"
                let input = try self.comparedText(input, depth: depth, joins: &joins)
                let substring = try self.comparedText(substring, depth: depth, joins: &joins)
                return QueryTerm(
                    "\(name)(\(input.sql), \(substring.sql))", depth: max(input.depth, substring.depth) + 1)
            }
        }
    }

    /// Operands of `$and`, `$or` and `$not`: what is no operation is read as a Boolean.
    private func conditions(_ operands: [QueryOperand], depth: Int) throws(TraceError) -> [QueryTerm] {
        var terms: [QueryTerm] = []
        terms.reserveCapacity(operands.count)
        for operand in operands {
            terms.append(
                try self.beside([operand]) { joins throws(TraceError) in
                    try self.source(operand, depth: depth + 1, joins: &joins).boolean
                })
        }
        return terms
    }

    /// A comparison, which is true where it is for any combination of the rows beside that it is about (where there are
    /// none, of rows without values), else false.
    private func beside(
        _ operands: [QueryOperand], _ comparison: (inout QueryJoins) throws(TraceError) -> QueryTerm
    ) throws(TraceError) -> QueryTerm {
        var joins = QueryJoins()
        let term = try comparison(&joins)
        guard !joins.isEmpty else {
            // What needs no look at the rows is still never unknown.
            return operands.allSatisfy { $0.feedbackType == nil } ? term : term.followed(by: "IS TRUE")
        }
        return QueryTerm(
            "EXISTS (SELECT 1 FROM (SELECT 1)\(joins.sql) WHERE \(term.sql))", depth: term.depth + 1)
    }

    /// What an operand is.
    func source(_ operand: QueryOperand, depth: Int, joins: inout QueryJoins) throws(TraceError) -> QuerySource {
        switch operand {
        case .literal(let literal): return QuerySource(literal)
        case .field(let field): return try self.fields.source(of: field, joins: &joins)
        case .expression(let expression): return .boolean(try self.term(expression, depth: depth))
        case .conversion(let input, let target):
            guard depth <= QueryExpression.maximumDepth else {
                throw TraceError(
                    .invalidRequest, "a query nests deeper than \(QueryExpression.maximumDepth) operations, the limit")
            }
            let source = try self.source(input, depth: depth + 1, joins: &joins)
            switch target {
            case .double: return .number(source.number)
            case .integer:
                let number = source.number
                return .number(QueryTerm("treadle_truncated(\(number.sql))", depth: number.depth + 1))
            case .string: return .text(source.text)
            case .boolean: return .boolean(source.boolean)
            case .exists: return .boolean(source.exists)
            }
        }
    }

    /// An operand as the text that `$eq`, `$in` and `$contains` see.
    func comparedText(_ operand: QueryOperand, depth: Int, joins: inout QueryJoins) throws(TraceError) -> QueryTerm {
        let text = try self.source(operand, depth: depth + 1, joins: &joins).text
        guard operand.isEmptyTextWithoutValue else { return text }
        return QueryTerm("coalesce(\(text.sql), '')", depth: text.depth + 1)
    }

    /// An operand as what it is compared as; unknown where it has no such value.
    func term(
        _ operand: QueryOperand, as kind: QueryComparisonKind, depth: Int, joins: inout QueryJoins
    ) throws(TraceError) -> QueryTerm {
        let source = try self.source(operand, depth: depth + 1, joins: &joins)
        switch kind {
        case .number: return source.number
        case .boolean: return source.boolean
        case .text: return source.text
        case .json: return source.canonical
        case .time:
            guard case .literal(let literal) = operand else { return source.time }
            return QueryTerm(constant: .integer(try Timestamp(literal: literal).microseconds))
        case .null, .asIs: return .unknown
        }
    }
}

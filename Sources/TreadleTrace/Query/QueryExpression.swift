/// A condition in Weave's query language, parsed and checked; `docs/query-language.md` says what it means.
///
/// It is the same tree for calls, feedback and costs; which fields there are is the ``QueryFieldCatalog``'s business.
public indirect enum QueryExpression: Sendable, Hashable {
    /// `$eq`, `$gt`, `$gte`, `$lt`, `$lte`.
    public enum Comparison: String, Sendable, CaseIterable {
        /// Equal; above; above or equal; below; below or equal.
        case equal = "$eq", greater = "$gt", greaterOrEqual = "$gte", less = "$lt", lessOrEqual = "$lte"
    }

    /// `$and`: all of them hold; never empty.
    case all([QueryOperand])
    /// `$or`: at least one holds; never empty.
    case any([QueryOperand])
    /// `$not`.
    case negation(QueryOperand)
    /// A comparison of two operands.
    case comparison(Comparison, QueryOperand, QueryOperand)
    /// `$in`: equal to one of the literals, each compared as `$eq` would.
    case membership(QueryOperand, [QueryLiteral])
    /// `$contains`: a text inside another one.
    case containment(QueryOperand, substring: QueryOperand, ignoringCase: Bool)
}

internal import TreadleTrace

/// The SQL of a condition in the query language, with its values beside it: literals, paths and names of types.
///
/// It is 1, 0 or NULL where the condition is true, false or unknown, and may stand between `AND`s. Comparisons of columns
/// of texts and times with literals are bare, so that an index can serve them.
struct QueryCondition {
    let sql: SQL

    /// - Throws: ``TraceError/Code/invalidRequest`` for what nests too deep, and for a time that is none.
    init(_ expression: QueryExpression, fields: some QueryFieldSQL) throws(TraceError) {
        self.sql = try QueryCompiler(fields: fields).term(expression, depth: 1).sql(within: .equality)
    }
}

internal import TreadleTrace

/// How the fields of one kind of rows are read in SQL.
protocol QueryFieldSQL {
    /// A field, as SQL over the rows' tables.
    ///
    /// What stands in rows beside (the feedback on a call) is joined: all fields of a comparison share its joins.
    func source(of field: QueryField, joins: inout QueryJoins) throws(TraceError) -> QuerySource

    /// What rows are sorted by.
    func sortTerm(_ sort: QuerySort) throws(TraceError) -> QuerySortTerm
}

extension QueryFieldSQL {
    func sortTerm(_ sort: QuerySort) throws(TraceError) -> QuerySortTerm {
        var joins = QueryJoins()
        return try self.source(of: sort.field, joins: &joins).sortTerm(isDescending: sort.isDescending)
    }
}

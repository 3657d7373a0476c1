internal import TreadleTrace

/// The terms of `ORDER BY` for sort keys; ties are the caller's.
struct QueryOrder {
    let terms: [SQL]

    init(_ sorts: [QuerySort], fields: some QueryFieldSQL) throws(TraceError) {
        var terms: [SQL] = []
        for sort in sorts { terms.append(try fields.sortTerm(sort).sql) }
        self.terms = terms
    }
}

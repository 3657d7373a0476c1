package import TreadleCore

extension [QuerySort] {
    /// How many fields an answer can be sorted by.
    package static let maximumCount = 64

    /// Reads a `sort_by` list: `[{"field": PATH, "direction": "asc" | "desc"}]`.
    ///
    /// - Throws: ``TraceError/Code/unprocessable`` for what is no such list and for unknown fields,
    ///   ``TraceError/Code/invalidRequest`` for one too long.
    package init(wire: RawJSON, over catalog: QueryFieldCatalog) throws(TraceError) {
        guard wire.kind == .array else { throw TraceError(.unprocessable, "sort_by must be a list") }
        self = []
        for element in wire.elements() {
            guard element.kind == .object else {
                throw TraceError(.unprocessable, "sort_by must hold objects with a field and a direction")
            }
            var field: String?
            var isDescending: Bool?
            for (name, value) in element.members() {
                switch (name, value.string) {
                case ("field", let path?): field = path
                case ("direction", "asc"): isDescending = false
                case ("direction", "desc"): isDescending = true
                case ("field", nil): throw TraceError(.unprocessable, "a sort_by field must be a string")
                case ("direction", _): throw TraceError(.unprocessable, "a sort_by direction must be asc or desc")
                default: throw TraceError(.unprocessable, "a sort_by entry has a field and a direction, nothing else")
                }
            }
            guard let field, let isDescending else {
                throw TraceError(.unprocessable, "a sort_by entry must have a field and a direction")
            }
            guard self.count < Self.maximumCount else {
                throw TraceError(.invalidRequest, "sort_by has more than \(Self.maximumCount) entries, the limit")
            }
            self.append(QuerySort(try QueryField(path: field, over: catalog), isDescending: isDescending))
        }
    }
}

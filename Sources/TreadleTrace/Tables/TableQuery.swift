/// Which rows of a table, in which order.
public struct TableQuery: Sendable, Hashable {
    /// The project, as `entity/name`.
    public var projectID: String
    /// The table.
    public var digest: String
    /// Only these rows.
    public var rowDigests: [String]?
    /// Paths into the rows to sort by; the table's own order where it is empty. Ties go by that order.
    public var sort: [Sort] = []
    /// At most so many.
    public var limit: Int?
    /// Leaving out so many at the start.
    public var offset = 0

    /// A path into rows, and a direction. What has no value there comes last in both.
    public struct Sort: Sendable, Hashable {
        /// The path.
        public var path: [QueryField.PathStep]
        /// Whether the largest comes first.
        public var isDescending: Bool

        /// Makes a sort key.
        public init(_ path: [QueryField.PathStep], isDescending: Bool = false) {
            self.path = path
            self.isDescending = isDescending
        }
    }

    /// Makes a query that finds all rows of a table.
    public init(projectID: String, digest: String) {
        self.projectID = projectID
        self.digest = digest
    }
}

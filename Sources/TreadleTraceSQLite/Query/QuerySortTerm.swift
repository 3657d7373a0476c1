/// A term of `ORDER BY`: what has no value comes last in both directions.
struct QuerySortTerm {
    var key: SQL
    /// Whether SQL's order is turned around. (Keys of JSON bring their direction with them: numbers come before texts
    /// in both.)
    var isDescending: Bool

    var sql: SQL { self.isDescending ? "\(self.key) DESC NULLS LAST" : "\(self.key) ASC NULLS LAST" }
}

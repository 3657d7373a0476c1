internal import TreadleTrace

/// Rows beside the one that a comparison is about, each by a name of its own.
struct QueryJoins {
    private var names: [ExactText?: SQL] = [:]
    /// `LEFT JOIN …` for each of them.
    private(set) var sql: SQL = ""

    var isEmpty: Bool { self.names.isEmpty }

    /// The name of the rows of that kind (any, where it is `nil`), which `table` names and `condition` tells, given the
    /// name, the first time they are asked for.
    mutating func name(of kind: String?, in table: SQL, on condition: (SQL) -> SQL) -> SQL {
        let exact = kind.map(ExactText.init)
        if let name = self.names[exact] { return name }
        let name = SQL(stringLiteral: "beside\(self.names.count)")
        self.names[exact] = name
        self.sql += " LEFT JOIN \(table) AS \(name) ON \(condition(name))"
        return name
    }
}

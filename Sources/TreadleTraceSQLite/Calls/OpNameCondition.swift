internal import TreadleTrace

/// The SQL that a call's op is one of several: exact names, or names in any version (`…:*`).
///
/// It goes through the op's plain name where it can, so that one index serves exact versions, any version, and their
/// order.
struct OpNameCondition {
    let sql: SQL
    /// Whether all of it goes through the plain name.
    let isServedByIndex: Bool

    init(_ names: [String]) {
        let patterns = names.map(Pattern.init)
        let traceNames = patterns.compactMap(\.traceName)
        self.isServedByIndex = !names.isEmpty && traceNames.count == patterns.count
        var sql: SQL = "FALSE"
        if let first = patterns.first {
            sql = first.condition
            for pattern in patterns.dropFirst() { sql += " OR \(pattern.condition)" }
        }
        if self.isServedByIndex {
            let isOne = Set(traceNames.map(ExactText.init)).count == 1
            sql = "\(isOne ? "trace_name = \(traceNames[0])" : "trace_name IN \(traceNames)" as SQL) AND (\(sql))"
        } else {
            sql = "(\(sql))"
        }
        self.sql = sql
    }

    private struct Pattern {
        /// The plain name that all ops of this pattern have, where that is one.
        var traceName: String?
        var condition: SQL

        init(_ name: String) {
            guard name.utf8.suffix(2).elementsEqual(":*".utf8) else {
                self.traceName = Call.traceName(ofOp: name)
                self.condition = "op_name = \(name)"
                return
            }
            // From `name:` to just before `name;`, the character after the colon: what starts with `name:`.
            let prefix = String(name.dropLast())
            // A plain name is its own trace name, colon and all.
            self.traceName = Call.isReference(prefix) ? Call.traceName(ofOp: prefix) : nil
            self.condition = "op_name >= \(prefix) AND op_name < \(String(prefix.dropLast()) + ";")"
        }
    }
}

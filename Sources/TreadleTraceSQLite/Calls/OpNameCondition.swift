internal import TreadleTrace

/// The SQL that a call's op is one of several: exact names, or names in any version (`…:*`).
///
/// It goes through the op's plain name where it can, so that one index serves exact versions, any version, and their
/// order.
struct OpNameCondition {
    let sql: SQL
    /// Whether all of it goes through the plain name.
    let isServedByIndex: Bool
    /// Whether that is one name, so that the index gives the calls in order.
    let hasOneName: Bool

    init(_ names: [String]) {
        let patterns = names.filter(Self.isPattern).map(Pattern.init)
        let exact = names.filter { !Self.isPattern($0) }
        var conditions = patterns.map(\.condition)
        if !exact.isEmpty { conditions.insert("calls.op_name \(SQL.among(exact))", at: 0) }
        var traceNames = Set(patterns.compactMap { $0.traceName.map(ExactText.init) })
        self.isServedByIndex = !names.isEmpty && patterns.allSatisfy { $0.traceName != nil }
        for name in exact { traceNames.insert(ExactText(Call.traceName(ofOp: name))) }
        self.hasOneName = traceNames.count == 1
        let condition = SQL.any(conditions)
        self.sql =
            self.isServedByIndex
            ? "calls.trace_name \(SQL.among(traceNames.sorted().map(\.text))) AND \(condition)" : condition
    }

    /// Whether a name stands for any version.
    static func isPattern(_ name: String) -> Bool { name.utf8.suffix(2).elementsEqual(":*".utf8) }

    private struct Pattern {
        /// The plain name that all ops of this pattern have, where that is one.
        var traceName: String?
        var condition: SQL

        init(_ name: String) {
            // From `name:` to just before `name;`, the character after the colon: what starts with `name:`.
            let prefix = String(name.dropLast())
            // A plain name is its own trace name, colon and all.
            self.traceName = Call.isReference(prefix) ? Call.traceName(ofOp: prefix) : nil
            self.condition = "(calls.op_name >= \(prefix) AND calls.op_name < \(String(prefix.dropLast()) + ";"))"
        }
    }
}

extension SQL {
    /// Being one of some texts. One is compared, not looked up in a list of one: the planner then knows that an index
    /// is in order.
    static func among(_ texts: [String]) -> SQL { texts.count == 1 ? "= \(texts[0])" : "IN \(texts)" }
}

extension SQL {
    /// How many conditions stand in a row before they are grouped. A row is as deep as it is long to SQLite, whose
    /// expressions may be 1000 deep.
    private static let group = 16

    /// That all of some conditions hold; true where there is none.
    static func all(_ conditions: [SQL]) -> SQL { Self.combine(conditions, by: " AND ", none: "TRUE") }

    /// That at least one of some conditions holds; false where there is none.
    static func any(_ conditions: [SQL]) -> SQL { Self.combine(conditions, by: " OR ", none: "FALSE") }

    /// In parentheses, unless it is one: each condition must stand for itself beside the operator.
    private static func combine(_ conditions: [SQL], by word: StaticString, none: SQL) -> SQL {
        guard var combined = conditions.first else { return none }
        guard conditions.count > 1 else { return combined }
        if conditions.count > self.group {
            let size = max(self.group, (conditions.count + self.group - 1) / self.group)
            let groups = stride(from: 0, to: conditions.count, by: size).map { start in
                Self.combine(Array(conditions[start..<min(start + size, conditions.count)]), by: word, none: none)
            }
            return Self.combine(groups, by: word, none: none)
        }
        for condition in conditions.dropFirst() {
            combined.append(word)
            combined += condition
        }
        return "(\(combined))"
    }

    /// A list of bound values in parentheses.
    static func list(_ values: [Value]) -> SQL {
        var sql: SQL = "("
        for (index, value) in values.enumerated() {
            if index > 0 { sql.append(", ") }
            sql.append(value)
        }
        sql.append(")")
        return sql
    }
}

/// An expression of SQL, and how tightly it holds together.
///
/// SQLite's parser keeps at most 100 things in mind, and its expressions may be 1000 deep; a condition may nest to 100
/// operations. So parentheses stand only where they must, and what nests deepest comes first, where it costs nothing.
struct QueryTerm {
    /// SQL's precedence, loosest first.
    enum Binding: Int, Comparable {
        case or, and, equality, relation, whole

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    var sql: SQL
    var binding: Binding
    /// How deep it nests.
    var depth: Int

    /// What needs no parentheses anywhere: a column, a value, a call.
    init(_ sql: SQL, depth: Int = 0) {
        self.init(sql, .whole, depth: depth)
    }

    init(_ sql: SQL, _ binding: Binding, depth: Int) {
        self.sql = sql
        self.binding = binding
        self.depth = depth
    }

    static let unknown = QueryTerm("NULL")

    /// The SQL to stand where only what binds so tightly may stand bare.
    func sql(within binding: Binding) -> SQL { self.binding >= binding ? self.sql : "(\(self.sql))" }

    /// A comparison, by one of SQL's signs.
    func compared(_ sign: Sign, to other: QueryTerm) -> QueryTerm {
        guard other.depth <= self.depth else { return other.compared(sign.mirrored, to: self) }
        // Both kinds of signs group from the left: only the right side must bind more tightly.
        let (binding, tighter): (Binding, Binding) = sign == .equal ? (.equality, .relation) : (.relation, .whole)
        let left = self.sql(within: binding)
        return QueryTerm("\(left) \(sign.sql) \(other.sql(within: tighter))", binding, depth: self.depth + 1)
    }

    /// A condition behind this term, such as `IS NULL`.
    func followed(by test: SQL) -> QueryTerm {
        QueryTerm("\(self.sql(within: .equality)) \(test)", .equality, depth: self.depth + 1)
    }

    /// Its opposite, where it is 1, 0 or unknown.
    var negated: QueryTerm { self.followed(by: "= 0") }

    /// That all of some terms hold.
    static func all(_ terms: [QueryTerm]) -> QueryTerm { Self.combined(terms, .and) }

    /// That one of some terms holds.
    static func any(_ terms: [QueryTerm]) -> QueryTerm { Self.combined(terms, .or) }

    /// How deep a term is that goes to the front; others stay where they are.
    private static let deep = 4
    /// How many terms stand in a row: it is as deep as it is long.
    private static let group = 16

    private static func combined(_ terms: [QueryTerm], _ binding: Binding) -> QueryTerm {
        guard let deepest = terms.indices.max(by: { terms[$0].depth < terms[$1].depth }) else {
            return QueryTerm(binding == .and ? "TRUE" : "FALSE")
        }
        guard terms.count > 1 else { return terms[0] }
        if terms[deepest].depth > Self.deep {
            var others = terms
            let first = others.remove(at: deepest)
            return Self.row([first, Self.combined(others, binding)], binding)
        }
        guard terms.count > Self.group else { return Self.row(terms, binding) }
        let size = max(Self.group, (terms.count + Self.group - 1) / Self.group)
        let groups = stride(from: 0, to: terms.count, by: size).map { start in
            Self.combined(Array(terms[start..<min(start + size, terms.count)]), binding)
        }
        return Self.combined(groups, binding)
    }

    private static func row(_ terms: [QueryTerm], _ binding: Binding) -> QueryTerm {
        var sql = terms[0].sql(within: binding)
        let tighter: Binding = binding == .or ? .and : .equality
        for term in terms.dropFirst() {
            sql.append(binding == .or ? " OR " : " AND ")
            sql += term.sql(within: tighter)
        }
        return QueryTerm(sql, binding, depth: (terms.map(\.depth).max() ?? 0) + 1)
    }
}

internal import TreadleCore
internal import TreadleTrace

/// What an operand is before it is known what it is compared as: SQL of some kind.
enum QuerySource {
    /// A text; a number; a time in microseconds; 1 or 0. Each may be NULL.
    case text(QueryTerm), number(QueryTerm), time(QueryTerm), boolean(QueryTerm)
    /// What lies at a path in a text of JSON, which may be NULL.
    case json(SQL, JSONPath)
    /// A literal.
    case constant(RawJSON)

    init(_ literal: QueryLiteral) {
        self =
            switch literal {
            case .null: .constant(.null)
            case .text(let text): .constant(RawJSON(string: text))
            case .boolean(let value): .constant(RawJSON(boolean: value))
            case .number(let number): .constant(RawJSON(.number(number)))
            case .json(let json): .constant(json)
            }
    }

    /// As a number, INTEGER or REAL, which SQLite compares as ``QueryNumber`` does.
    var number: QueryTerm {
        switch self {
        case .text(let text): QueryTerm("treadle_number_of(\(text.sql))", depth: text.depth + 1)
        case .number(let number): number
        case .time(let time): QueryTerm("treadle_seconds(\(time.sql))", depth: time.depth + 1)
        case .boolean: .unknown
        case .json(let json, let path): QueryTerm("treadle_number(\(json), \(object: PathObject(path)))")
        case .constant(let value): QueryTerm(constant: value.queryNumber.map(SQL.Value.init))
        }
    }

    /// As true (1) or false (0).
    var boolean: QueryTerm {
        switch self {
        case .text(let text):
            QueryTerm("CASE \(text.sql) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END", depth: text.depth + 1)
        case .number(let number): number.followed(by: "<> 0")
        case .time: .unknown
        case .boolean(let boolean): boolean
        case .json(let json, let path): QueryTerm("treadle_boolean(\(json), \(object: PathObject(path)))")
        case .constant(let value): QueryTerm(constant: value.queryBoolean.map { .integer($0 ? 1 : 0) })
        }
    }

    /// As a text.
    var text: QueryTerm {
        switch self {
        case .text(let text): text
        case .number(let number): QueryTerm("treadle_text_of(\(number.sql))", depth: number.depth + 1)
        case .time(let time): QueryTerm("treadle_time_text(\(time.sql))", depth: time.depth + 1)
        case .boolean(let boolean):
            QueryTerm("CASE \(boolean.sql) WHEN 1 THEN 'true' WHEN 0 THEN 'false' END", depth: boolean.depth + 1)
        case .json(let json, let path): QueryTerm("treadle_text(\(json), \(object: PathObject(path)))")
        case .constant(let value): QueryTerm(constant: value.queryText.map(SQL.Value.text))
        }
    }

    /// As a time in microseconds.
    var time: QueryTerm {
        switch self {
        case .text(let text): QueryTerm("treadle_time_of(\(text.sql))", depth: text.depth + 1)
        case .number(let number): QueryTerm("treadle_time_of(\(number.sql))", depth: number.depth + 1)
        case .time(let time): time
        case .boolean: .unknown
        case .json(let json, let path): QueryTerm("treadle_time(\(json), \(object: PathObject(path)))")
        case .constant(let value): QueryTerm(constant: value.queryTime.map { .integer($0.microseconds) })
        }
    }

    /// As a text that equal JSON values share.
    var canonical: QueryTerm {
        switch self {
        case .json(let json, let path): QueryTerm("treadle_canonical(\(json), \(object: PathObject(path)))")
        case .constant(let value): QueryTerm(constant: value.isNull ? nil : .text(value.canonicalText))
        case .text, .number, .time, .boolean: .unknown
        }
    }

    /// Whether there is a value other than null: never unknown.
    var exists: QueryTerm {
        switch self {
        case .text(let term), .number(let term), .time(let term), .boolean(let term): term.followed(by: "IS NOT NULL")
        case .json(let json, let path): QueryTerm("treadle_exists(\(json), \(object: PathObject(path)))")
        case .constant(let value): QueryTerm(value.isNull ? "0" : "1")
        }
    }

    /// Whether there is no value, or null: never unknown.
    var isMissing: QueryTerm {
        switch self {
        case .text(let term), .number(let term), .time(let term), .boolean(let term): term.followed(by: "IS NULL")
        case .json, .constant: self.exists.negated
        }
    }

    /// What rows are sorted by.
    func sortTerm(isDescending: Bool) -> QuerySortTerm {
        switch self {
        case .json(let json, let path) where isDescending:
            QuerySortTerm(key: "treadle_mirrored_key(\(json), \(object: PathObject(path)))", isDescending: false)
        case .json(let json, let path):
            QuerySortTerm(key: "treadle_key(\(json), \(object: PathObject(path)))", isDescending: false)
        case .text(let term), .number(let term), .time(let term), .boolean(let term):
            QuerySortTerm(key: term.sql, isDescending: isDescending)
        case .constant: QuerySortTerm(key: "NULL", isDescending: false)
        }
    }
}

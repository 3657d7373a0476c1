internal import TreadleCore
internal import TreadleTrace

extension QueryCompiler {
    /// `$eq`, `$gt` and their like.
    func comparison(
        _ comparison: QueryExpression.Comparison, _ left: QueryOperand, _ right: QueryOperand, depth: Int,
        joins: inout QueryJoins
    ) throws(TraceError) -> QueryTerm {
        let sign = QueryTerm.Sign(comparison)
        let kind = QueryComparisonKind(left, right)
        switch kind {
        case .null:
            guard comparison == .equal else { return .unknown }
            let isLeft = left == .literal(.null)
            return try self.source(isLeft ? right : left, depth: depth + 1, joins: &joins).isMissing
        case .text where comparison == .equal:
            let left = try self.comparedText(left, depth: depth, joins: &joins)
            return left.compared(sign, to: try self.comparedText(right, depth: depth, joins: &joins))
        case .json where comparison != .equal: return .unknown
        case .asIs:
            guard case .json(let leftJSON, let leftPath) = try self.source(left, depth: depth + 1, joins: &joins),
                case .json(let rightJSON, let rightPath) = try self.source(right, depth: depth + 1, joins: &joins)
            else { return .unknown }
            let order = QueryTerm(
                """
                treadle_compare(\(leftJSON), \(object: PathObject(leftPath)), \(rightJSON), \
                \(object: PathObject(rightPath)))
                """)
            return order.compared(sign, to: QueryTerm("0"))
        case .time, .number, .boolean, .text, .json:
            let left = try self.term(left, as: kind, depth: depth, joins: &joins)
            return left.compared(sign, to: try self.term(right, as: kind, depth: depth, joins: &joins))
        }
    }

    /// `$in`: the literals that are compared alike share a list.
    func membership(
        _ operand: QueryOperand, _ literals: [QueryLiteral], depth: Int, joins: inout QueryJoins
    ) throws(TraceError) -> QueryTerm {
        var lists: [QueryComparisonKind: [SQL.Value]] = [:]
        for literal in literals {
            let kind = QueryComparisonKind(operand, .literal(literal))
            lists[kind, default: []].append(try Self.value(of: literal, as: kind))
        }
        var terms: [QueryTerm] = []
        for (kind, values) in lists.sorted(by: { $0.key < $1.key }) {
            switch kind {
            case .null where operand == .literal(.null):
                terms.append(QueryTerm(literals.contains(.null) ? "TRUE" : "FALSE"))
            case .null:
                terms.append(try self.source(operand, depth: depth + 1, joins: &joins).isMissing)
            case .text:
                terms.append(try self.comparedText(operand, depth: depth, joins: &joins).isAmong(values))
            case .time, .number, .boolean, .json, .asIs:
                terms.append(try self.term(operand, as: kind, depth: depth, joins: &joins).isAmong(values))
            }
        }
        return .any(terms)
    }

    /// A literal as what it is compared as; NULL where it has no such value.
    private static func value(of literal: QueryLiteral, as kind: QueryComparisonKind) throws(TraceError) -> SQL.Value {
        guard case .constant(let json) = QuerySource(literal) else { return .null }
        switch kind {
        case .number: return json.queryNumber.map(SQL.Value.init) ?? .null
        case .boolean: return json.queryBoolean.map { .integer($0 ? 1 : 0) } ?? .null
        case .text: return json.queryText.map(SQL.Value.text) ?? .null
        case .json: return json.isNull ? .null : .text(json.canonicalText)
        case .time: return .integer(try Timestamp(literal: literal).microseconds)
        case .null, .asIs: return .null
        }
    }
}

extension QueryTerm {
    /// A bound value; NULL where there is none.
    init(constant value: SQL.Value?) {
        guard let value else {
            self = .unknown
            return
        }
        var sql: SQL = ""
        sql.append(value)
        self.init(sql)
    }

    /// That it is one of some values. One is compared, not looked up in a list of one: an index is then in order.
    func isAmong(_ values: [SQL.Value]) -> QueryTerm {
        values.count == 1
            ? self.compared(.equal, to: QueryTerm(constant: values[0]))
            : self.followed(by: "IN \(SQL.list(values))")
    }
}

extension SQL.Value {
    /// A number as SQLite compares it, and just as ``QueryNumber`` is compared: whole ones exactly.
    init(_ number: QueryNumber) {
        switch number {
        case .integer(let integer): self = .integer(Int64(integer))
        case .double(let double): self = .real(double)
        }
    }
}

package import TreadleCore

/// Reads operations and operands, counting what it has read.
struct QueryParser {
    private let catalog: QueryFieldCatalog
    private var operands = 0

    init(_ catalog: QueryFieldCatalog) { self.catalog = catalog }

    mutating func operation(_ json: RawJSON, depth: Int) throws(TraceError) -> QueryExpression {
        let (name, value) = try Self.onlyMember(of: json)
        guard let expression = try self.operation(name, value, depth: depth) else {
            throw TraceError(.unprocessable, "a condition must be one of the operations, such as $and or $eq")
        }
        return expression
    }

    /// The operation of that name; `nil` where there is none.
    private mutating func operation(
        _ name: String, _ value: RawJSON, depth: Int
    ) throws(TraceError) -> QueryExpression? {
        guard depth <= QueryExpression.maximumDepth else {
            throw TraceError(
                .invalidRequest, "a query nests deeper than \(QueryExpression.maximumDepth) operations, the limit")
        }
        switch name {
        case "$and": return .all(try self.operands(value, of: "$and", depth: depth))
        case "$or": return .any(try self.operands(value, of: "$or", depth: depth))
        case "$not":
            guard let operands = try self.list(value, ofExactly: 1, depth: depth) else {
                throw TraceError(.unprocessable, "$not must be a list of one operand")
            }
            return .negation(operands[0])
        case "$in": return try self.membership(value, depth: depth)
        case "$contains": return try self.containment(value, depth: depth)
        default:
            guard let comparison = QueryExpression.Comparison(rawValue: name) else { return nil }
            guard let operands = try self.list(value, ofExactly: 2, depth: depth) else {
                throw TraceError(.unprocessable, "\(name) must be a list of two operands")
            }
            return .comparison(comparison, operands[0], operands[1])
        }
    }

    private mutating func operands(
        _ value: RawJSON, of name: String, depth: Int
    ) throws(TraceError) -> [QueryOperand] {
        guard value.kind == .array else { throw TraceError(.unprocessable, "\(name) must be a list of operands") }
        let elements = value.elements()
        guard !elements.isEmpty else { throw TraceError(.invalidRequest, "\(name) must have at least one operand") }
        return try self.operands(elements, depth: depth)
    }

    private mutating func list(
        _ value: RawJSON, ofExactly count: Int, depth: Int
    ) throws(TraceError) -> [QueryOperand]? {
        guard value.kind == .array else { return nil }
        let elements = value.elements()
        return elements.count == count ? try self.operands(elements, depth: depth) : nil
    }

    private mutating func operands(_ elements: [RawJSON], depth: Int) throws(TraceError) -> [QueryOperand] {
        var operands: [QueryOperand] = []
        operands.reserveCapacity(min(elements.count, QueryExpression.maximumOperands))
        for element in elements { operands.append(try self.operand(element, depth: depth + 1)) }
        return operands
    }

    private mutating func operand(_ json: RawJSON, depth: Int) throws(TraceError) -> QueryOperand {
        try self.count()
        let (name, value) = try Self.onlyMember(of: json)
        switch name {
        case "$literal": return .literal(QueryLiteral(value))
        case "$getField":
            guard let path = value.string else { throw TraceError(.unprocessable, "$getField must be a string") }
            return .field(try QueryField(path: path, over: self.catalog))
        case "$convert": return try self.conversion(value, depth: depth)
        default:
            guard let expression = try self.operation(name, value, depth: depth) else {
                throw TraceError(
                    .unprocessable, "an operand must be $literal, $getField, $convert or an operation such as $eq")
            }
            return .expression(expression)
        }
    }

    private mutating func conversion(_ value: RawJSON, depth: Int) throws(TraceError) -> QueryOperand {
        guard depth <= QueryExpression.maximumDepth else {
            throw TraceError(
                .invalidRequest, "a query nests deeper than \(QueryExpression.maximumDepth) operations, the limit")
        }
        let members = try Self.members(of: value, ["input", "to"], named: "$convert")
        guard let input = members["input"], let to = members["to"] else {
            throw TraceError(.unprocessable, "$convert must have input and to")
        }
        guard let target = to.string.flatMap(QueryOperand.Conversion.init) else {
            throw TraceError(.unprocessable, "$convert must go to double, string, int, bool or exists")
        }
        return .conversion(try self.operand(input, depth: depth + 1), to: target)
    }

    private mutating func membership(_ value: RawJSON, depth: Int) throws(TraceError) -> QueryExpression {
        let elements = value.kind == .array ? value.elements() : []
        guard elements.count == 2, elements[1].kind == .array else {
            throw TraceError(.unprocessable, "$in must be a list of an operand and a list of literals")
        }
        let operand = try self.operand(elements[0], depth: depth + 1)
        var literals: [QueryLiteral] = []
        for element in elements[1].elements() {
            try self.count()
            let (name, value) = try Self.onlyMember(of: element)
            guard name == "$literal" else { throw TraceError(.unprocessable, "$in must list literals only") }
            literals.append(QueryLiteral(value))
        }
        return .membership(operand, literals)
    }

    private mutating func containment(_ value: RawJSON, depth: Int) throws(TraceError) -> QueryExpression {
        let members = try Self.members(of: value, ["input", "substr", "case_insensitive"], named: "$contains")
        guard let input = members["input"], let substring = members["substr"] else {
            throw TraceError(.unprocessable, "$contains must have input and substr")
        }
        let ignoresCase = members["case_insensitive"] ?? .null
        guard ignoresCase.isNull || ignoresCase.kind == .boolean else {
            throw TraceError(.unprocessable, "case_insensitive must be true or false")
        }
        return .containment(
            try self.operand(input, depth: depth + 1), substring: try self.operand(substring, depth: depth + 1),
            ignoringCase: ignoresCase.boolean ?? false)
    }

    private mutating func count() throws(TraceError) {
        self.operands += 1
        guard self.operands <= QueryExpression.maximumOperands else {
            throw TraceError(
                .invalidRequest, "a query has more than \(QueryExpression.maximumOperands) operands, the limit")
        }
    }

    private static func onlyMember(of json: RawJSON) throws(TraceError) -> (name: String, value: RawJSON) {
        guard json.kind == .object else {
            throw TraceError(.unprocessable, "what stands in a query must be an object such as {\"$literal\": 1}")
        }
        let members = json.members()
        guard members.count == 1 else {
            throw TraceError(.unprocessable, "an object in a query must have exactly one member")
        }
        return members[0]
    }

    private static func members(
        of json: RawJSON, _ known: Set<String>, named operation: String
    ) throws(TraceError) -> [String: RawJSON] {
        guard json.kind == .object else { throw TraceError(.unprocessable, "\(operation) must be an object") }
        var members: [String: RawJSON] = [:]
        for (name, value) in json.members() {
            guard known.contains(name) else {
                throw TraceError(.unprocessable, "\(operation) has a member that is not known")
            }
            members[name] = value
        }
        return members
    }
}

extension QueryLiteral {
    /// Reads any JSON value.
    package init(_ json: RawJSON) {
        switch json.kind {
        case .null: self = .null
        case .boolean: self = .boolean(json.boolean ?? false)
        case .number: self = .number(JSONNumber(unchecked: json.text))
        case .string: self = .text(json.string ?? "")
        case .array, .object: self = .json(json)
        }
    }
}

/// Reads a GraphQL document (GraphQL, October 2021, section 2), token by token.
struct GraphQLParser {
    /// How deep selections and values may nest.
    private static let maximumDepth = 32

    private var lexer: GraphQLLexer
    private var token: GraphQLToken

    init(_ text: String) throws(GraphQLError) {
        self.lexer = GraphQLLexer(text)
        self.token = try self.lexer.next()
    }

    /// All operations, to the end of the document.
    mutating func operations() throws(GraphQLError) -> [GraphQLDocument.Operation] {
        var operations: [GraphQLDocument.Operation] = []
        repeat { operations.append(try self.operation()) } while self.token != .end
        return operations
    }

    private mutating func operation() throws(GraphQLError) -> GraphQLDocument.Operation {
        if self.token == .punctuator(UInt8(ascii: "{")) {
            return GraphQLDocument.Operation(kind: .query, fields: try self.selection(depth: 0))
        }
        guard case .name(let word) = self.token, let kind = GraphQLDocument.Operation.Kind(rawValue: word) else {
            throw .syntax("a query or a mutation must stand here; there are no fragments")
        }
        try self.advance()
        var operation = GraphQLDocument.Operation(kind: kind, fields: [])
        if case .name(let name) = self.token {
            operation.name = name
            try self.advance()
        }
        if try self.skip("(") {
            while try !self.skip(")") { operation.variables.append(try self.variable()) }
        }
        operation.fields = try self.selection(depth: 0)
        return operation
    }

    private mutating func variable() throws(GraphQLError) -> GraphQLDocument.Variable {
        try self.expect("$")
        let name = try self.name()
        try self.expect(":")
        let isRequired = try self.type(depth: 0)
        let fallback = try self.skip("=") ? try self.value(depth: 0) : nil
        return GraphQLDocument.Variable(name: name, isRequired: isRequired, fallback: fallback)
    }

    /// Whether the type does not allow null; what else it says is not looked at.
    private mutating func type(depth: Int) throws(GraphQLError) -> Bool {
        try self.check(depth)
        if try self.skip("[") {
            _ = try self.type(depth: depth + 1)
            try self.expect("]")
        } else {
            _ = try self.name()
        }
        return try self.skip("!")
    }

    private mutating func selection(depth: Int) throws(GraphQLError) -> [GraphQLDocument.Field] {
        try self.check(depth)
        try self.expect("{")
        var fields: [GraphQLDocument.Field] = []
        repeat { fields.append(try self.field(depth: depth)) } while try !self.skip("}")
        return fields
    }

    private mutating func field(depth: Int) throws(GraphQLError) -> GraphQLDocument.Field {
        if self.token == .spread { throw .syntax("there are no fragments here") }
        var name = try self.name()
        let alias = name
        if try self.skip(":") { name = try self.name() }
        var field = GraphQLDocument.Field(name: name, alias: alias)
        if try self.skip("(") { field.arguments = try self.arguments(until: ")", depth: depth) }
        if self.token == .punctuator(UInt8(ascii: "{")) { field.fields = try self.selection(depth: depth + 1) }
        return field
    }

    private mutating func arguments(until end: Unicode.Scalar, depth: Int) throws(GraphQLError)
        -> [GraphQLDocument.Argument]
    {
        var arguments: [GraphQLDocument.Argument] = []
        while try !self.skip(end) {
            let name = try self.name()
            try self.expect(":")
            arguments.append(GraphQLDocument.Argument(name: name, value: try self.value(depth: depth)))
        }
        return arguments
    }

    private mutating func value(depth: Int) throws(GraphQLError) -> GraphQLDocument.Value {
        try self.check(depth)
        if try self.skip("$") { return .variable(try self.name()) }
        if try self.skip("[") {
            var elements: [GraphQLDocument.Value] = []
            while try !self.skip("]") { elements.append(try self.value(depth: depth + 1)) }
            return .list(elements)
        }
        if try self.skip("{") { return .object(try self.arguments(until: "}", depth: depth + 1)) }
        let token = self.token
        try self.advance()
        switch token {
        case .string(let text): return .string(text)
        case .number(let text): return .number(text)
        case .name("true"): return .boolean(true)
        case .name("false"): return .boolean(false)
        case .name("null"): return .null
        case .name(let name): return .symbol(name)
        default: throw .syntax("a value is missing")
        }
    }

    private mutating func advance() throws(GraphQLError) { self.token = try self.lexer.next() }

    private mutating func name() throws(GraphQLError) -> String {
        guard case .name(let name) = self.token else { throw .syntax("a name is missing") }
        try self.advance()
        return name
    }

    /// Goes past a punctuator if it stands here.
    private mutating func skip(_ punctuator: Unicode.Scalar) throws(GraphQLError) -> Bool {
        guard self.token == .punctuator(UInt8(ascii: punctuator)) else { return false }
        try self.advance()
        return true
    }

    private mutating func expect(_ punctuator: Unicode.Scalar) throws(GraphQLError) {
        guard try self.skip(punctuator) else { throw .syntax("'\(punctuator)' is missing") }
    }

    private func check(_ depth: Int) throws(GraphQLError) {
        guard depth < Self.maximumDepth else {
            throw .syntax("it nests deeper than \(Self.maximumDepth) levels, the limit")
        }
    }
}

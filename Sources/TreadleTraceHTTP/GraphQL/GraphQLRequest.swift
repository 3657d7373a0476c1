internal import TreadleCore

/// A GraphQL request: an operation and the values of its variables.
struct GraphQLRequest {
    private let operation: GraphQLDocument.Operation
    private let variables: [String: RawJSON]

    /// Reads a request.
    init(query: String, operationName: String?, variables: RawJSON) throws(GraphQLError) {
        let operation = try GraphQLDocument(query).operation(named: operationName)
        let given = Dictionary(variables.members().filter { !$0.value.isNull }) { _, last in last }
        var values: [String: RawJSON] = [:]
        for variable in operation.variables {
            if let given = given[variable.name] {
                values[variable.name] = given
            } else if let fallback = variable.fallback {
                values[variable.name] = try Self.json(fallback, [:])
            } else if variable.isRequired {
                throw .request("the variable $\(variable.name) is missing")
            }
        }
        self.operation = operation
        self.variables = values
    }

    /// Asks `query` or `mutation`, as the operation says: the answer's `data`.
    func answer(query: GraphQLNode, mutation: GraphQLNode) throws(GraphQLError) -> RawJSON {
        switch self.operation.kind {
        case .query: try self.select(self.operation.fields, of: query)
        case .mutation: try self.select(self.operation.fields, of: mutation)
        case .subscription: throw .request("there are no subscriptions here")
        }
    }

    private func select(_ selection: [GraphQLDocument.Field], of node: GraphQLNode) throws(GraphQLError) -> RawJSON {
        guard case .object(let type, let fields) = node else {
            if case .value(let value) = node, value.isNull { return value }
            throw .request("a field without parts was asked for parts")
        }
        var members: [(name: String, value: RawJSON)] = []
        for asked in selection {
            if asked.name == "__typename" {
                members.append((asked.alias, RawJSON(string: type)))
                continue
            }
            guard let field = fields[asked.name] else {
                throw .request("Cannot query field \"\(asked.name)\" on type \"\(type)\".")
            }
            let node = try field.node(self.arguments(of: asked, known: field.arguments))
            members.append((asked.alias, try self.value(of: node, asked)))
        }
        return JSONWriter.object { writer in
            for member in members { writer.member(member.name, member.value) }
        }
    }

    private func value(of node: GraphQLNode, _ asked: GraphQLDocument.Field) throws(GraphQLError) -> RawJSON {
        if let selection = asked.fields { return try self.select(selection, of: node) }
        guard case .value(let value) = node else { throw .request("of \(asked.name) fields must be selected") }
        return value
    }

    private func arguments(
        of asked: GraphQLDocument.Field, known: Set<String>
    ) throws(GraphQLError) -> GraphQLNode.Arguments {
        var values: [String: RawJSON] = [:]
        for argument in asked.arguments {
            guard known.contains(argument.name) else {
                throw .request("Unknown argument \"\(argument.name)\" on field \"\(asked.name)\".")
            }
            let value = try Self.json(argument.value, self.variables)
            values[argument.name] = value.isNull ? nil : value
        }
        return GraphQLNode.Arguments(values: values)
    }

    /// A value as JSON; of a variable without a value, null.
    private static func json(
        _ value: GraphQLDocument.Value, _ variables: [String: RawJSON]
    ) throws(GraphQLError) -> RawJSON {
        switch value {
        case .variable(let name): return variables[name] ?? .null
        case .string(let text), .symbol(let text): return RawJSON(string: text)
        case .number(let text):
            guard let number = try? RawJSON(text), number.kind == .number else {
                throw .syntax("a number is malformed")
            }
            return number
        case .boolean(let value): return RawJSON(boolean: value)
        case .null: return .null
        case .list(let elements):
            var writer = JSONWriter()
            writer.beginArray()
            for element in elements { writer.write(try self.json(element, variables)) }
            writer.endArray()
            return writer.raw
        case .object(let members):
            var writer = JSONWriter()
            writer.beginObject()
            for member in members { writer.member(member.name, try self.json(member.value, variables)) }
            writer.endObject()
            return writer.raw
        }
    }
}

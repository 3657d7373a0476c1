/// A GraphQL document: the part of the grammar that clients use to log in, without fragments and directives.
struct GraphQLDocument: Equatable {
    /// A query or a mutation.
    struct Operation: Equatable {
        enum Kind: String { case query, mutation, subscription }

        var kind: Kind
        var name: String?
        var variables: [Variable] = []
        var fields: [Field]
    }

    /// A variable that an operation takes.
    struct Variable: Equatable {
        var name: String
        /// Whether its type ends in `!`.
        var isRequired: Bool
        var fallback: Value?
    }

    /// A field that is asked for.
    struct Field: Equatable {
        var name: String
        /// The name it has in the answer.
        var alias: String
        var arguments: [Argument] = []
        /// What is asked of an object; `nil` for anything else.
        var fields: [Field]?
    }

    /// A named value.
    struct Argument: Equatable {
        var name: String
        var value: Value
    }

    /// A value in a document.
    indirect enum Value: Equatable {
        case variable(String), string(String), number(String), boolean(Bool), null, symbol(String)
        case list([Value])
        case object([Argument])
    }

    var operations: [Operation]

    /// Reads a document.
    init(_ text: String) throws(GraphQLError) {
        var parser = try GraphQLParser(text)
        self.operations = try parser.operations()
    }

    /// The operation of that name; without a name the only one there is.
    func operation(named name: String?) throws(GraphQLError) -> Operation {
        if let name {
            guard let operation = self.operations.first(where: { $0.name == name }) else {
                throw .request("there is no operation of the name that operationName has")
            }
            return operation
        }
        guard self.operations.count == 1, let operation = self.operations.first else {
            throw .request("operationName must say which of the operations is meant")
        }
        return operation
    }
}

internal import TreadleCore

/// Something that a GraphQL query can ask for.
indirect enum GraphQLNode: Sendable {
    /// What a field's arguments say, by name; null and missing ones are absent.
    struct Arguments: Sendable {
        var values: [String: RawJSON]

        /// A text that must be there.
        func text(_ name: String) throws(GraphQLError) -> String {
            guard let value = self.values[name] else { throw .request("the argument \(name) is missing") }
            guard let text = value.string else { throw .request("the argument \(name) must be a string") }
            return text
        }
    }

    /// A field of an object.
    struct Field: Sendable {
        /// The arguments it takes.
        var arguments: Set<String> = []
        var node: @Sendable (Arguments) throws(GraphQLError) -> GraphQLNode
    }

    /// A value without parts, null included.
    case value(RawJSON)
    /// An object, its type's name and its fields.
    case object(String, [String: Field])

    static func text(_ text: String) -> GraphQLNode { .value(RawJSON(string: text)) }

    /// An object whose fields take no arguments.
    static func record(_ type: String, _ fields: [String: GraphQLNode]) -> GraphQLNode {
        .object(type, fields.mapValues { node in Field { (_) throws(GraphQLError) in node } })
    }
}

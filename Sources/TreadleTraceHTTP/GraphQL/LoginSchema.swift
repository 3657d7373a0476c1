internal import TreadleCore

/// What a W&B host answers to clients that log in, as far as they ask it: who they are, and that a project is there.
///
/// A project comes into being with its first use, so every name that can be one is one.
struct LoginSchema: Sendable {
    /// The entity of projects that are named without one.
    let entity: String
    /// Who asks.
    let username: String

    var query: GraphQLNode {
        .object(
            "Query",
            [
                "viewer": GraphQLNode.Field { (_) throws(GraphQLError) in self.viewer },
                "project": GraphQLNode.Field(arguments: ["name", "entityName"]) { (arguments) throws(GraphQLError) in
                    let entity = arguments.values["entityName"] == nil ? self.entity : try arguments.text("entityName")
                    let name = try arguments.text("name")
                    guard Self.isName(name), Self.isName(entity) else { return .value(.null) }
                    return Self.project(name, entity)
                },
            ])
    }

    var mutation: GraphQLNode {
        .object(
            "Mutation",
            [
                "upsertModel": GraphQLNode.Field(arguments: ["input"]) { (arguments) throws(GraphQLError) in
                    try self.upsert(arguments.values["input"] ?? .emptyObject)
                }
            ])
    }

    private var viewer: GraphQLNode {
        .record(
            "User",
            [
                "id": .text(self.username), "username": .text(self.username), "name": .text(self.username),
                "entity": .text(self.entity),
                "defaultEntity": .record("Entity", ["id": .text(self.entity), "name": .text(self.entity)]),
            ])
    }

    /// What making a project answers; there is nothing to make.
    private func upsert(_ input: RawJSON) throws(GraphQLError) -> GraphQLNode {
        let arguments = GraphQLNode.Arguments(
            values: Dictionary(input.members().filter { !$0.value.isNull }) { _, last in last })
        let name = try arguments.text("name")
        let entity = arguments.values["entityName"] == nil ? self.entity : try arguments.text("entityName")
        guard Self.isName(name), Self.isName(entity) else {
            throw .request("names of entities and projects have no slashes and no control characters")
        }
        let description = arguments.values["description"] ?? .null
        return .record(
            "UpsertModelPayload",
            ["model": Self.project(name, entity, description: description), "inserted": .value(RawJSON(boolean: true))])
    }

    private static func project(_ name: String, _ entity: String, description: RawJSON = .null) -> GraphQLNode {
        .record(
            "Project",
            [
                "id": .text("\(entity)/\(name)"), "name": .text(name), "entityName": .text(entity),
                "description": .value(description),
            ])
    }

    /// Whether a text can be a part of `entity/name`.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") }
    }
}

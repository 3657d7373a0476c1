internal import TreadleCore

/// The three questions that Weave's clients ask a W&B host, word for word: servers know them by their names.
enum GraphQLQuestion: Sendable {
    case defaultEntity
    case project(name: String, entity: String)
    case upsertProject(name: String, entity: String)

    /// The request's body.
    var body: RawJSON {
        JSONWriter.object { writer in
            writer.member("query", self.query)
            guard let variables = self.variables else { return }
            writer.object("variables") { writer in
                for (name, value) in variables { writer.member(name, value) }
            }
        }
    }

    private var query: String {
        switch self {
        case .defaultEntity: "query DefaultEntity { viewer { username defaultEntity { name } } }"
        case .project:
            "query Project($name: String!, $entityName: String!) "
                + "{ project(name: $name, entityName: $entityName) { name } }"
        case .upsertProject:
            "mutation UpsertModel($name: String!, $id: String, $entity: String!, $description: String, $repo: String) "
                + "{ upsertModel(input: { id: $id, name: $name, entityName: $entity, description: $description, "
                + "repo: $repo }) { model { name description } } }"
        }
    }

    private var variables: [(String, String)]? {
        switch self {
        case .defaultEntity: nil
        case .project(let name, let entity): [("entityName", entity), ("name", name)]
        case .upsertProject(let name, let entity): [("name", name), ("entity", entity)]
        }
    }

    /// The project that is asked for, as `entity/name`.
    var project: String? {
        switch self {
        case .defaultEntity: nil
        case .project(let name, let entity), .upsertProject(let name, let entity): "\(entity)/\(name)"
        }
    }
}

internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

/// What clients ask before they trace (weave-wire, section 1).
extension RemoteTraceServer {
    /// The entity of projects that are named without one.
    ///
    /// - Parameter host: The base URL that `/graphql` is at.
    package func defaultEntity(at host: String) async throws -> String {
        let query = "query DefaultEntity{viewer{username defaultEntity{name}}}"
        let data = try await self.graphQL(query, .emptyObject, at: host)
        guard let name = data["viewer"]?["defaultEntity"]?["name"]?.string else {
            throw TraceError(
                .unauthorized, "the server at \(host) knows no default entity for this key; name one, or check the key")
        }
        return name
    }

    /// Sees to it that a project is there; returns the name that the server has for it.
    ///
    /// - Parameter isMade: Whether it is made where it is not there.
    package func project(
        _ name: String, of entity: String, madeIfAbsent isMade: Bool, at host: String
    ) async throws -> String {
        let find = """
            query Project($name:String!,$entityName:String!){project(name:$name,entityName:$entityName){name}}
            """
        let variables = JSONWriter.object { writer in
            writer.member("name", name)
            writer.member("entityName", entity)
        }
        let found = try await self.graphQL(find, variables, at: host)
        if let name = found["project"]?["name"]?.string { return name }
        guard isMade else {
            throw TraceError(
                .notFound, "there is no project \(entity)/\(name) at \(host); check its name, or let it be made")
        }
        let make = """
            mutation UpsertModel($name:String!,$entity:String!){upsertModel(input:{name:$name,entityName:$entity})\
            {model{name}}}
            """
        let made = try await self.graphQL(
            make,
            JSONWriter.object { writer in
                writer.member("name", name)
                writer.member("entity", entity)
            }, at: host)
        guard let name = made["upsertModel"]?["model"]?["name"]?.string else { throw self.nonsense() }
        return name
    }

    private func graphQL(_ query: String, _ variables: RawJSON, at host: String) async throws -> RawJSON {
        let body = JSONWriter.object { writer in
            writer.member("query", query)
            writer.member("variables", variables)
        }
        var request = RemoteRequest(.post, "/graphql", body)
        request.baseURL = host
        let answer = try await self.answer(to: request)
        if let message = answer["errors"]?.elements().first?["message"]?.string {
            let isForbidden =
                answer["errors"]?.elements().first?["extensions"]?["code"]?.string == "PERMISSION_ERROR"
            throw TraceError(
                isForbidden ? .unauthorized : .invalidRequest,
                "the server at \(host) refused: \(message); check the entity, the project and the key")
        }
        guard let data = answer["data"], data.kind == .object else { throw self.nonsense() }
        return data
    }
}

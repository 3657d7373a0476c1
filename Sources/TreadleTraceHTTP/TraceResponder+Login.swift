internal import TreadleCore
internal import TreadleHTTP

extension TraceEndpoint {
    /// What clients ask before they trace: the versions, who they are, and whether the project is there.
    static let login: [TraceEndpoint] = [
        TraceEndpoint(.get, "/server_info") { responder, _ in responder.serverInfo },
        TraceEndpoint(.get, "/health") { _, _ in .json(JSONWriter.object { $0.member("status", "ok") }) },
        TraceEndpoint(.post, "/graphql") { try await $0.graphQL($1) },
        TraceEndpoint(.post, "/oidc/token") { _, request in try Self.exchangeToken(request) },
        TraceEndpoint(.post, "/service/projects_info") { _, request in
            try await Self.projectsInfo(request.object(knowing: ["project_ids"]))
        },
    ]

    /// `POST /oidc/token`: nothing here trusts tokens of others, so none is exchanged for a way in.
    private static func exchangeToken(_ request: TraceRequest) throws -> HTTPResponse {
        request.http.body.discard()
        let advice = "this server exchanges no identity tokens; set WANDB_API_KEY, and not WANDB_IDENTITY_TOKEN_FILE"
        // The shape of RFC 6749, section 5.2, and the sentence where Weave's clients look for it.
        return .json(
            JSONWriter.object { writer in
                writer.member("error", "unsupported_grant_type")
                writer.member("error_description", advice)
                writer.member("reason", advice)
            }, status: 400)
    }

    /// `POST /service/projects_info`: a project's inner name is its outer one.
    private static func projectsInfo(_ request: WireObject) throws -> HTTPResponse {
        let projects = try request.elements("project_ids").map { try $0.value.text(at: $0.location) }
        guard projects.count <= 1000 else { throw WireRefusal(400, "project_ids has more than 1000 values, the limit") }
        var writer = JSONWriter()
        writer.beginArray()
        for project in projects {
            writer.beginObject()
            writer.member("external_project_id", project)
            writer.member("internal_project_id", project)
            writer.endObject()
        }
        writer.endArray()
        return .json(writer.raw)
    }
}

extension TraceResponder {
    /// `GET /server_info`: no client is too old.
    var serverInfo: HTTPResponse {
        .json(
            JSONWriter.object { writer in
                writer.member("min_required_weave_python_version", "0.0.1")
                writer.member("trace_server_version", self.options.version)
            })
    }

    /// `POST /graphql`: what a W&B host is asked by clients that log in.
    func graphQL(_ request: TraceRequest) async throws -> HTTPResponse {
        let bytes = try await request.bytes()
        guard let body = try? RawJSON(bytes, limits: .wire), body.kind == .object else {
            return Self.failure("the body must be a JSON object", status: 400)
        }
        guard let query = body["query"]?.string else { return Self.failure("query must be a string", status: 400) }
        let name = body["operationName"] ?? .null
        let variables = body["variables"] ?? .null
        guard name.isNull || name.kind == .string else {
            return Self.failure("operationName must be a string", status: 400)
        }
        guard variables.isNull || variables.kind == .object else {
            return Self.failure("variables must be an object", status: 400)
        }
        let schema = LoginSchema(entity: self.options.entity, username: self.options.username(request.userID))
        do throws(GraphQLError) {
            let request = try GraphQLRequest(query: query, operationName: name.string, variables: variables)
            let data = try request.answer(query: schema.query, mutation: schema.mutation)
            return .json(JSONWriter.object { $0.member("data", data) })
        } catch {
            return Self.failure(error.message, status: error.kind == .syntax ? 400 : 200)
        }
    }

    /// An error as GraphQL's clients read it (GraphQL, October 2021, section 7.1).
    private static func failure(_ message: String, status: Int) -> HTTPResponse {
        let body = JSONWriter.object { writer in
            writer.array("errors") { writer in
                writer.beginObject()
                writer.member("message", message)
                writer.endObject()
            }
        }
        return .json(body, status: status)
    }
}

internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTracing

/// What a client asks a server before it traces, in the order of Weave's Python SDK.
struct Login: Sendable {
    let endpoint: Endpoint
    let transport: any HTTPTransport
    let clock: any Clock<Duration>

    /// How much of an answer is read.
    private static let answerLimit = 1 << 20
    /// The waits before a server is asked again that says it cannot answer now.
    private static let retryDelays: [Duration] = [.milliseconds(200), .milliseconds(800)]

    /// Finds the project in time; see ``project(_:entity:ensuresProjectExists:)``.
    ///
    /// - Parameter limit: How long it may take; `nil` for as long as it takes.
    func project(
        _ name: ProjectName, entity: String?, ensuresProjectExists: Bool, within limit: Duration?
    ) async throws -> String {
        guard self.endpoint.key != nil || self.endpoint.address.base.text != TraceServerAddress.hosted else {
            throw self.failure.keyMissing()
        }
        guard let limit else {
            return try await self.project(name, entity: entity, ensuresProjectExists: ensuresProjectExists)
        }
        let failure = self.failure
        return try await withDeadline(limit, clock: self.clock, expired: { failure.timeout(limit) }) {
            try await self.project(name, entity: entity, ensuresProjectExists: ensuresProjectExists)
        }
    }

    /// Finds the project, making it where it is missing.
    ///
    /// - Parameters:
    ///   - name: As the program names it.
    ///   - entity: Of projects named without one, where the environment says.
    ///   - ensuresProjectExists: Without it, the project is taken as it is named.
    /// - Returns: The project as the server names it.
    func project(
        _ name: ProjectName, entity: String?, ensuresProjectExists: Bool
    ) async throws -> String {
        var entity = name.entity ?? entity
        if entity == nil { entity = try await self.defaultEntity() }
        guard let entity else {
            throw WeaveError.start(
                .entityUnknown, "\(self.endpoint.address.base.text) knows no default entity for this key",
                "Name the project as \"entity/project\", or set WANDB_ENTITY.")
        }
        try await self.checkServer()
        guard ensuresProjectExists else { return "\(entity)/\(name.name)" }
        let project = "\(entity)/\(name.name)"
        return "\(entity)/\(try await self.found(project, entity, name.name))"
    }

    /// Asks whether there is a trace server.
    private func checkServer() async throws {
        let answer = try await self.ask(HTTPRequest(.get, "\(self.endpoint.address.trace.text)/server_info"))
        guard answer.kind == .object, answer["min_required_weave_python_version"] != nil else {
            throw self.failure.notATraceServer(at: "\(self.endpoint.address.trace.text)/server_info")
        }
    }

    private func defaultEntity() async throws -> String? {
        let data = try await self.ask(.defaultEntity)
        // W&B's hosts know nobody by a key that they do not know.
        guard let viewer = data["viewer"], !viewer.isNull else { throw self.failure.keyRefused(nil) }
        return viewer["defaultEntity"]?["name"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func found(_ project: String, _ entity: String, _ name: String) async throws -> String {
        let there = try await self.ask(.project(name: name, entity: entity))
        if let name = there["project"]?["name"]?.string { return name }
        let made = try await self.ask(.upsertProject(name: name, entity: entity))
        guard let name = made["upsertModel"]?["model"]?["name"]?.string else {
            throw self.failure.projectRefused(project, reason: nil)
        }
        return name
    }

    /// Asks a GraphQL question.
    private func ask(_ question: GraphQLQuestion) async throws -> RawJSON {
        let url = "\(self.endpoint.address.base.text)/graphql"
        let request = HTTPRequest(
            .post, url, headers: ["Content-Type": "application/json"], body: .bytes(question.body.bytes))
        let answer = try await self.ask(request)
        if let errors = answer["errors"]?.elements(), let first = errors.first {
            throw self.failure.refused(question, errors: errors, reason: first["message"]?.string)
        }
        guard let data = answer["data"], data.kind == .object else { throw self.failure.notATraceServer(at: url) }
        return data
    }

    /// Sends a request, again where the server says that it cannot answer now, and reads its answer.
    private func ask(_ request: HTTPRequest) async throws -> RawJSON {
        var delays = Self.retryDelays[...]
        while true {
            do {
                return try await self.askOnce(request)
            } catch let error as WeaveError where error.code == .serverFailed {
                guard let delay = delays.popFirst() else { throw error }
                try await self.clock.sleep(for: delay)
            }
        }
    }

    private func askOnce(_ request: HTTPRequest) async throws -> RawJSON {
        var request = request
        request.headers["Accept"] = "application/json"
        if let key = self.endpoint.key {
            request.headers["Authorization"] = "Basic " + Digest.base64([UInt8](utf8: "api:" + key.reveal()))
        }
        do {
            let response = try await self.transport.send(request)
            let body = try await response.body.collect(upTo: Self.answerLimit)
            guard response.isSuccess else {
                // W&B's hosts answer some GraphQL errors with a status of their own.
                if (400..<500).contains(response.status), response.status != 401, let answer = try? RawJSON(body),
                    answer["errors"]?.elements().isEmpty == false
                {
                    return answer
                }
                throw self.failure.status(response.status, body: try? RawJSON(body), at: request.target)
            }
            guard let answer = try? RawJSON(body) else { throw self.failure.notATraceServer(at: request.target) }
            return answer
        } catch let error as HTTPError {
            throw self.failure.network(error, at: request.target)
        }
    }

    private var failure: LoginFailure { LoginFailure(endpoint: self.endpoint) }
}

internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace
internal import TreadleTraceHTTP
internal import TreadleTracing

extension AsyncWeaveClient {
    /// Makes a client of a server, Treadle's or W&B's; close it when it is no longer needed.
    ///
    /// - Parameters:
    ///   - entity: Who owns the project; `WANDB_ENTITY`, or else the key's default entity, unless given.
    ///   - project: The project, also as `entity/project`.
    ///   - serverURL: Where the server is; unless given, where the environment says (``Weave/Destination/environment``).
    ///   - apiKey: Unless given, the one that the environment or `.netrc` has for that server.
    ///   - ensureProjectExists: Whether the project is made where it is not there yet.
    ///   - options: How patient the client is.
    /// - Throws: ``WeaveError`` when the server cannot be reached, does not accept the key, or refuses the project.
    public static func create(
        entity: String? = nil, project: String, serverURL: String? = nil, apiKey: String? = nil,
        ensureProjectExists: Bool = true, options: ClientOptions = ClientOptions()
    ) async throws -> AsyncWeaveClient {
        try await self.create(
            entity: entity, project: project, serverURL: serverURL, apiKey: apiKey,
            ensureProjectExists: ensureProjectExists, options: options, surroundings: Surroundings())
    }

    static func create(
        entity: String?, project: String, serverURL: String?, apiKey: String?, ensureProjectExists: Bool,
        options: ClientOptions, surroundings: Surroundings
    ) async throws -> AsyncWeaveClient {
        let environment = WeaveEnvironment(variables: surroundings.environment(), logger: .silent)
        let name = try ProjectName(entity.map { "\($0)/\(project)" } ?? project)
        let endpoint = try environment.endpoint(url: serverURL, key: apiKey.map { Secret($0) })
        let network = try surroundings.network()
        do {
            let login = Login(endpoint: endpoint, transport: network.transport, clock: surroundings.clock)
            let project = try await login.project(
                name, entity: environment.entity, ensuresProjectExists: ensureProjectExists, within: options.deadline)
            var serverOptions = RemoteTraceServer.Options()
            serverOptions.retries = options.retries
            let server = RemoteTraceServer(
                baseURL: endpoint.address.trace.text, apiKey: endpoint.key, transport: network.transport,
                options: serverOptions, clock: surroundings.clock)
            return AsyncWeaveClient(
                project: project, store: server, options: options, clock: surroundings.clock, close: network.close)
        } catch {
            network.close()
            throw error
        }
    }

    /// Lends a client of a server to an operation, and closes it afterwards however the operation ends.
    ///
    /// - Throws: what ``create(entity:project:serverURL:apiKey:ensureProjectExists:options:)`` and the operation throw.
    public static func withClient<Success>(
        entity: String? = nil, project: String, serverURL: String? = nil, apiKey: String? = nil,
        ensureProjectExists: Bool = true, options: ClientOptions = ClientOptions(),
        _ operation: (AsyncWeaveClient) async throws -> Success
    ) async throws -> Success {
        let client = try await self.create(
            entity: entity, project: project, serverURL: serverURL, apiKey: apiKey,
            ensureProjectExists: ensureProjectExists, options: options)
        defer { client.close() }
        return try await operation(client)
    }
}

internal import TreadleCore
internal import TreadleHTTPCurl
internal import TreadleTrace
internal import TreadleTraceHTTP

extension AsyncWeaveClient {
    /// Makes a client of a server, Treadle's or W&B's; close it when it is no longer needed.
    ///
    /// - Parameters:
    ///   - entity: Who owns the project; `WANDB_ENTITY`, or else the key's default entity, unless given.
    ///   - project: The project, also as `entity/project`.
    ///   - serverURL: Where the server is; `WF_TRACE_SERVER_URL`, else `WANDB_BASE_URL`, else W&B's own, unless given.
    ///   - apiKey: `WANDB_API_KEY` unless given.
    ///   - ensureProjectExists: Whether the project is made where it is not there yet.
    ///   - options: How patient the client is.
    /// - Throws: ``TraceError`` when the server cannot be reached, does not accept the key, or has no such project.
    public static func create(
        entity: String? = nil, project: String, serverURL: String? = nil, apiKey: String? = nil,
        ensureProjectExists: Bool = true, options: ClientOptions = ClientOptions()
    ) async throws -> AsyncWeaveClient {
        let address = try ServerAddress.resolve(serverURL: serverURL, apiKey: apiKey, environment: .process)
        let transport = try CurlTransport()
        var serverOptions = RemoteTraceServer.Options()
        serverOptions.retries = options.retries
        let server = RemoteTraceServer(
            baseURL: address.traceURL, apiKey: address.apiKey, transport: transport, options: serverOptions)
        do {
            let login = ProjectLogin(server: server, address: address, environment: .process)
            let name = try await login.projectID(
                entity: entity, project: project, ensuringItExists: ensureProjectExists)
            return AsyncWeaveClient(project: name, store: server, options: options, clock: ContinuousClock()) {
                transport.shutDown()
            }
        } catch {
            transport.shutDown()
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

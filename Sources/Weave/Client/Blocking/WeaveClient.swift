internal import TreadleCore
public import TreadleTrace

/// ``AsyncWeaveClient`` for code that is not async: each method waits for its answer.
///
/// ```swift
/// let client = try WeaveClient.create(entity: "mill", project: "looms")
/// defer { client.close() }
/// let ref = try client.save(["width": 140], name: "pattern")
/// for call in client.callsStream() { print(try call.get().id) }
/// ```
///
/// It may be used from many threads at once. Called from async code its methods throw ``TraceError`` with
/// ``TraceError/Code/invalidRequest`` and say so: there a thread that waits may be the one that the answer needs.
public final class WeaveClient: ProjectClient {
    let client: AsyncWeaveClient
    let bridge: BlockingBridge

    /// Makes a client of any store; see ``AsyncWeaveClient/init(project:store:options:clock:)``.
    public convenience init(
        project: String, store: any TraceServer, options: ClientOptions = ClientOptions(),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.init(AsyncWeaveClient(project: project, store: store, options: options, clock: clock))
    }

    init(_ client: AsyncWeaveClient, bridge: BlockingBridge = BlockingBridge()) {
        self.client = client
        self.bridge = bridge
    }

    public var projectID: String { self.client.projectID }

    public func close() { self.client.close() }

    /// Makes a client of a server; see ``AsyncWeaveClient/create(entity:project:serverURL:apiKey:ensureProjectExists:options:)``.
    public static func create(
        entity: String? = nil, project: String, serverURL: String? = nil, apiKey: String? = nil,
        ensureProjectExists: Bool = true, options: ClientOptions = ClientOptions()
    ) throws -> WeaveClient {
        let bridge = BlockingBridge()
        let client = try bridge.wait {
            try await AsyncWeaveClient.create(
                entity: entity, project: project, serverURL: serverURL, apiKey: apiKey,
                ensureProjectExists: ensureProjectExists, options: options)
        }
        return WeaveClient(client, bridge: bridge)
    }

    /// Lends a client of a server to an operation, and closes it afterwards however the operation ends.
    ///
    /// - Throws: what ``create(entity:project:serverURL:apiKey:ensureProjectExists:options:)`` and the operation throw.
    public static func withClient<Success>(
        entity: String? = nil, project: String, serverURL: String? = nil, apiKey: String? = nil,
        ensureProjectExists: Bool = true, options: ClientOptions = ClientOptions(),
        _ operation: (WeaveClient) throws -> Success
    ) throws -> Success {
        let client = try self.create(
            entity: entity, project: project, serverURL: serverURL, apiKey: apiKey,
            ensureProjectExists: ensureProjectExists, options: options)
        defer { client.close() }
        return try operation(client)
    }

    /// Waits for what the async client does.
    func wait<Success: Sendable>(
        _ work: @escaping @Sendable (AsyncWeaveClient) async throws -> Success
    ) throws -> Success {
        let client = self.client
        return try self.bridge.wait(for: { try await work(client) })
    }
}

internal import Synchronization
internal import TreadleCore
public import TreadleTrace

/// A client of one project: saves and gets objects, finds calls, keeps tables, feedback, costs and files.
///
/// ```swift
/// try await AsyncWeaveClient.withClient(entity: "mill", project: "looms") { client in
///     let ref = try await client.save(["width": 140], name: "pattern")
///     let pattern = try await client.get(ref, as: [String: Int].self)
///     for try await call in client.callsStream(filter: CallFilter(opNames: ["weave_row"])) { print(call.id) }
/// }
/// ```
///
/// It may be used from many tasks at once. Cancelling a task cancels its request. ``WeaveClient`` does the same for code
/// that is not async.
public final class AsyncWeaveClient: ProjectClient {
    public let projectID: String
    let store: any TraceServer
    private let options: ClientOptions
    private let clock: any Clock<Duration>
    private let closing: Mutex<(@Sendable () -> Void)?>

    /// Makes a client of any store: one in this process, or a server's stand-in.
    ///
    /// - Parameters:
    ///   - project: `entity/name`; a name alone is of the entity `treadle`, as in Treadle's server.
    ///   - store: What is asked. It is the caller's, and stays open when the client is closed.
    ///   - clock: What measures deadlines.
    public convenience init(
        project: String, store: any TraceServer, options: ClientOptions = ClientOptions(),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.init(project: project, store: store, options: options, clock: clock) {}
    }

    /// - Parameter close: What to do when the client is closed or goes, once.
    init(
        project: String, store: any TraceServer, options: ClientOptions, clock: any Clock<Duration>,
        close: @escaping @Sendable () -> Void
    ) {
        self.projectID = project.contains("/") ? project : "treadle/\(project)"
        self.store = store
        self.options = options
        self.clock = clock
        self.closing = Mutex(close)
    }

    deinit { self.close() }

    public func close() {
        let close = self.closing.withLock { close in
            defer { close = nil }
            return close
        }
        close?()
    }

    /// Asks the store for something, in time.
    ///
    /// - Throws: ``TraceError``: ``TraceError/Code/invalidRequest`` once the client is closed,
    ///   ``TraceError/Code/unavailable`` past the deadline; and what the operation throws.
    func ask<Answer: Sendable>(
        _ operation: @escaping @Sendable (any TraceServer) async throws -> Answer
    ) async throws -> Answer {
        guard self.closing.withLock({ $0 != nil }) else {
            throw TraceError(.invalidRequest, "this client of \(self.projectID) is closed; make a new one")
        }
        try Task.checkCancellation()
        guard let deadline = self.options.deadline else { return try await operation(self.store) }
        let store = self.store
        let expired = TraceError(
            .unavailable,
            "the trace server did not answer within \(deadline); try again, or set a longer ClientOptions.deadline")
        return try await withDeadline(deadline, clock: self.clock, expired: { expired }) {
            try await operation(store)
        }
    }
}

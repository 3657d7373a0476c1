/// Records calls and finds them again: one of the roles of a ``TraceServer``.
///
/// The meaning is the same in process and over the wire; `TraceConformanceTests` holds every implementation to it. An
/// identifier counts within its project. All methods throw ``TraceError``.
public protocol CallStore: Sendable {
    /// Records ended calls; returns when they are durable.
    ///
    /// All or none are recorded. Recording an identifier that is there replaces it, so a batch may be sent again.
    func record(_ calls: [Call]) async throws

    /// Records starts, ends and whole calls, in order; returns when they are durable.
    ///
    /// All or none are recorded, and each may be sent again. A call that was deleted stays so.
    func write(_ writes: [CallWrite]) async throws

    /// Names a call; `nil` takes its name away. The name may come before the call does.
    func rename(callID: String, in projectID: String, to displayName: String?) async throws

    /// Deletes calls and everything below them; returns how many calls were there.
    func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int

    /// Finds calls, in the query's order, reading its own writes.
    func calls(matching query: CallQuery) async throws -> [Call]

    /// Finds what ``calls(matching:)`` does, part by part: first without a position, then with the one before's `next`.
    ///
    /// - Precondition: `position` came from a page of the same query.
    func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage

    /// Counts what ``calls(matching:)`` finds; ``CallQuery/includesTotalStorageSize`` asks for their size, too.
    func count(of query: CallQuery) async throws -> CallCount
}

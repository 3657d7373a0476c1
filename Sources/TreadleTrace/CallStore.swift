/// Records calls and finds them again: one of the roles of a ``TraceServer``.
///
/// The meaning is the same in process and over the wire; `TraceConformanceTests` holds every implementation to it.
public protocol CallStore: Sendable {
    /// Records ended calls; returns when they are durable.
    ///
    /// All or none are recorded. Recording an identifier that is there replaces it, so a batch may be sent again. An
    /// identifier counts within its project.
    ///
    /// - Throws: ``TraceError``.
    func record(_ calls: [Call]) async throws

    /// Finds calls, in the query's order, reading its own writes.
    ///
    /// - Throws: ``TraceError``.
    func calls(matching query: CallQuery) async throws -> [Call]

    /// Finds what ``calls(matching:)`` does, part by part: first without a position, then with the one before's `next`.
    ///
    /// - Precondition: `position` came from a page of the same query.
    /// - Throws: ``TraceError``.
    func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage
}

/// Everything a trace server answers.
public typealias TraceServer = CallStore

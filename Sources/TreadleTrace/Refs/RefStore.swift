public import TreadleCore

/// Follows refs to values: one of the roles of a ``TraceServer``.
public protocol RefStore: Sendable {
    /// The values of refs, in their order (weave-wire, section 4, `/refs/read_batch`).
    ///
    /// Refs met on the way are followed. A member, element or attribute that is missing is `null`, and so is what lies
    /// in a deleted object or in another project than the ref's.
    ///
    /// - Throws: ``TraceError``: ``TraceError/Code/invalidRequest`` for what is no ref to an object's version,
    ///   ``TraceError/Code/notFound`` for an unknown digest or row.
    func values(of refs: [String]) async throws -> [RawJSON]
}

public import TreadleTrace

/// Keeps calls on disk until they are in a store.
public protocol CallSpool: Sendable {
    /// Keeps calls, in one write; when it returns they survive a kill of this process.
    ///
    /// Any thread may call it. `nil` means they were not kept: the bound was reached, or the disk failed.
    func append(_ calls: [Call]) -> SpoolExtent?

    /// Keeps one call; like ``append(_:)-([Call])``. It is asked for on the way of every call, so it makes no array.
    func append(_ call: Call) -> SpoolExtent?

    /// What an earlier process left, oldest first; to be asked once, before anything is appended.
    func leftovers() -> [SpoolExtent]

    /// Reads calls back, from the extent's start, up to about as many and as much as is asked for, at least one.
    ///
    /// What is damaged is skipped and said in the log.
    ///
    /// - Throws: ``WeaveError`` when the disk fails.
    func read(_ extent: SpoolExtent, maximumCalls: Int, maximumBytes: Int) throws -> SpoolPage

    /// Lets go of what is in the store now. Extents of one segment may come as one: only how long they are counts.
    func release(_ extents: [SpoolExtent])

    /// The bytes that are kept and not let go of.
    var pendingBytes: Int { get }
}

extension CallSpool {
    public func append(_ call: Call) -> SpoolExtent? { self.append([call]) }
}

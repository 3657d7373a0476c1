public import TreadleTrace

/// Keeps calls on disk until they are in a store.
public protocol CallSpool: Sendable {
    /// Keeps calls together; when it returns they survive a kill of this process.
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

    /// Reads calls that this process has appended, in the form they are sent in; one group for each project.
    ///
    /// `nil` when anything in the extents is damaged, or the spool keeps calls in another form: ``read(_:maximumCalls:maximumBytes:)``
    /// tells what there is.
    ///
    /// - Throws: ``WeaveError`` when the disk fails.
    func encoded(_ extents: [SpoolExtent]) throws -> [EncodedCalls]?

    /// Lets go of what is in the store now.
    func release(_ extents: [SpoolExtent])

    /// Whether ``prepare()`` has something to do. Asked after every call, so it costs next to nothing.
    var needsPreparation: Bool { get }

    /// Does ahead of time what one of the next calls would wait for otherwise.
    func prepare()

    /// The bytes that are kept and not let go of.
    var pendingBytes: Int { get }
}

extension CallSpool {
    public func append(_ call: Call) -> SpoolExtent? { self.append([call]) }

    public func encoded(_ extents: [SpoolExtent]) throws -> [EncodedCalls]? { nil }

    public var needsPreparation: Bool { false }

    public func prepare() {}
}

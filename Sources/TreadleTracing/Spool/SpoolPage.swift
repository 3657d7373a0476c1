public import TreadleTrace

/// What was read back from a spool in one go.
public struct SpoolPage: Sendable {
    /// The calls.
    public var calls: [Call]
    /// Where they were, damage among them included.
    public var extent: SpoolExtent
    /// What is left of the extent that was asked for.
    public var rest: SpoolExtent?

    /// Makes a page.
    public init(calls: [Call], extent: SpoolExtent, rest: SpoolExtent?) {
        self.calls = calls
        self.extent = extent
        self.rest = rest
    }
}

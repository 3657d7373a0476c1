/// How large what a server is sent may be.
public struct SpillLimits: Sendable, Hashable {
    /// The largest inputs, attributes or output of a call, in bytes; 3 MiB unless set, below W&B's 3.5 MiB.
    public var valueBytes: Int = 3 << 20
    /// The largest request in bytes; 31 MiB unless set, as Weave's clients have it.
    public var requestBytes: Int = 31 << 20

    /// Makes the default limits.
    public init() {}
}

/// Bounds on what a JSON text may make us do.
public struct JSONLimits: Hashable, Sendable {
    /// How deep arrays and objects may nest. RFC 8259, section 9, lets a parser set this.
    public var maximumDepth: Int

    /// Makes limits; the default refuses what no honest request needs.
    public init(maximumDepth: Int = 256) {
        self.maximumDepth = maximumDepth
    }
}

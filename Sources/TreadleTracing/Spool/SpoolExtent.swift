/// A stretch of a spool: where calls are kept.
public struct SpoolExtent: Sendable, Hashable {
    /// The spool's part it is in.
    public var segment: UInt64
    /// How many bytes into it.
    public var offset: Int
    /// How many bytes.
    public var length: Int

    /// Makes an extent.
    public init(segment: UInt64, offset: Int, length: Int) {
        self.segment = segment
        self.offset = offset
        self.length = length
    }

    /// The first byte after it.
    var end: Int { self.offset + self.length }
}

extension FileCallSpool {
    /// How much a spool may take.
    public struct Limits: Sendable, Hashable {
        /// The size of a segment: a file that calls are appended to. A call that is longer gets one of its own. 4 MiB.
        public var segmentBytes: Int
        /// All segments together never have more. 1 GiB.
        public var totalBytes: Int

        /// Makes limits. Segments of more than a fourth of the total are made smaller, so that there are some.
        public init(segmentBytes: Int = 4 << 20, totalBytes: Int = 1 << 30) {
            self.totalBytes = totalBytes
            self.segmentBytes = min(segmentBytes, max(totalBytes / 4, 4096))
        }
    }
}

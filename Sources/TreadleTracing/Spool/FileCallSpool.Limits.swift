extension FileCallSpool {
    /// How much a spool may take.
    public struct Limits: Sendable, Hashable {
        /// When a segment has so many bytes, the next one is begun. 32 MiB.
        public var segmentBytes: Int
        /// All segments together never have more. 1 GiB.
        public var totalBytes: Int

        /// Makes limits.
        public init(segmentBytes: Int = 32 << 20, totalBytes: Int = 1 << 30) {
            self.segmentBytes = segmentBytes
            self.totalBytes = totalBytes
        }
    }
}

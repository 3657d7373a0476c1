extension CallBatcher {
    /// How a batcher batches, waits and gives up.
    public struct Options: Sendable, Hashable {
        /// A batch has at most so many calls; Weave's servers take 1,000.
        public var maximumBatchCalls: Int = 1000
        /// A batch is cut when it has about so many bytes, unless a single call has more. 8 MiB.
        public var maximumBatchBytes: Int = 8 << 20
        /// A batch that is not full is sent after so long.
        public var interval: Duration = .milliseconds(200)
        /// So many calls are kept in memory. More go to the spool alone, or are dropped where there is none.
        public var maximumPendingCalls: Int = 20_000
        /// The calls in memory have about so many bytes. 64 MiB.
        public var maximumPendingBytes: Int = 64 << 20
        /// The first wait before a batch is sent again; each further one is twice as long.
        public var retryDelay: Duration = .milliseconds(100)
        /// No wait between two attempts is longer, unless the store asks for it.
        public var maximumRetryDelay: Duration = .seconds(30)
        /// After ``CallBatcher/drain()``, what is not stored within this time stays in the spool.
        public var drainLimit: Duration = .seconds(10)

        /// Makes options with the defaults.
        public init() {}
    }
}

extension CallBatcher {
    /// What became of the calls so far.
    public struct Counts: Sendable, Hashable {
        /// Calls that were handed to the batcher.
        public var recorded: Int = 0
        /// Calls that are in the store, those of earlier processes included.
        public var stored: Int = 0
        /// Those of them that an earlier process recorded, and left in the spool.
        public var recovered: Int = 0
        /// Calls that are lost: there was no room, or the store refused them as invalid.
        public var dropped: Int = 0
        /// Those of them that the store refused.
        public var refused: Int = 0
        /// Calls that wait in memory.
        public var pending: Int = 0
        /// Calls of this process that wait in the spool alone.
        public var spooled: Int = 0
        /// Bytes in the spool that are not in the store.
        public var spooledBytes: Int = 0
        /// Attempts to store that succeeded, each of some calls together.
        public var batches: Int = 0
        /// Attempts to store that failed.
        public var failures: Int = 0
        /// Whether the last attempt failed: nothing is stored until one succeeds.
        public var isFailing: Bool = false
        /// What the last failed attempt failed with.
        public var lastFailure: String?

        /// Makes counts of nothing.
        public init() {}
    }
}

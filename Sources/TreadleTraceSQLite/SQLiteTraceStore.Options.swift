extension SQLiteTraceStore {
    /// How a store keeps its file.
    public struct Options: Sendable {
        /// What a recorded call survives.
        public enum Durability: String, Sendable, CaseIterable {
            /// The end of the process, however it comes. After a power failure the last moments may be missing; what is
            /// there is whole.
            case normal
            /// A power failure as well, at the price of a wait for the disk in every transaction.
            case full
        }

        /// What a recorded call survives; `normal` unless set.
        public var durability: Durability = .normal
        /// How many reads run at the same time; 4 unless set.
        public var readers: Int = 4
        /// How long to wait for another program's lock; 5 s unless set.
        public var busyTimeout: Duration = .seconds(5)
        /// The largest row of a call in bytes; 256 MiB unless set. A batch with a larger one is refused.
        public var maximumRowSize: Int = 256 << 20

        /// How many rows of how many bytes go into one transaction, where more wait.
        var groupBounds = WriteQueue.Bounds(rows: 4000, bytes: 16 << 20)
        /// How long the write-ahead log gets before it is copied to the database file.
        var logBytes = 32 << 20

        /// Makes the default options.
        public init() {}
    }
}

/// How large a table is.
public struct TableStatistics: Sendable, Hashable {
    /// The table.
    public var digest: String
    /// How many rows it has.
    public var count: Int
    /// How many bytes its rows take, each time that they stand in it.
    public var storageSizeBytes: Int

    /// Makes statistics.
    public init(digest: String, count: Int, storageSizeBytes: Int) {
        self.digest = digest
        self.count = count
        self.storageSizeBytes = storageSizeBytes
    }
}

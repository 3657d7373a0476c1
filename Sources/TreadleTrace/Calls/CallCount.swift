/// How many calls a query finds.
public struct CallCount: Sendable, Hashable {
    /// How many, up to the query's limit.
    public var count: Int
    /// Whether there are more than the limit.
    public var hasMore: Bool
    /// How many bytes the payloads of those counted take, where that was asked.
    public var totalStorageSizeBytes: Int?

    /// Makes a count.
    public init(count: Int, hasMore: Bool = false, totalStorageSizeBytes: Int? = nil) {
        self.count = count
        self.hasMore = hasMore
        self.totalStorageSizeBytes = totalStorageSizeBytes
    }
}

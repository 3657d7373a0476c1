public import TreadleCore

/// A call as a query found it, with what was asked about it.
public struct CallRow: Sendable, Hashable {
    /// The call; payloads that were not asked for are empty.
    public var call: Call
    /// How many bytes its payloads take, where that was asked.
    public var storageSizeBytes: Int?
    /// How many bytes its trace takes, of a root where that was asked.
    public var totalStorageSizeBytes: Int?
    /// When the project's retention ends for it, where there is one.
    public var expiresAt: Timestamp?

    /// Makes a row.
    public init(
        _ call: Call, storageSizeBytes: Int? = nil, totalStorageSizeBytes: Int? = nil, expiresAt: Timestamp? = nil
    ) {
        self.call = call
        self.storageSizeBytes = storageSizeBytes
        self.totalStorageSizeBytes = totalStorageSizeBytes
        self.expiresAt = expiresAt
    }
}

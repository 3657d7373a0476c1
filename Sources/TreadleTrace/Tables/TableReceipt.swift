/// What storing a table gives back.
public struct TableReceipt: Sendable, Hashable {
    /// The table's digest: SHA-256 over the digests of its rows, 64 hexadecimal digits.
    public var digest: String
    /// The digests of rows: all of a new table, or those that an update touched.
    public var rowDigests: [String]

    /// Makes a receipt.
    public init(digest: String, rowDigests: [String]) {
        self.digest = digest
        self.rowDigests = rowDigests
    }
}

internal import TreadleCore

/// A row in the store.
struct StoredRow {
    var digest: String
    var value: RawJSON
}

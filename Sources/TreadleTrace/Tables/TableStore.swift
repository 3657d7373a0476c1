public import TreadleCore

/// Keeps tables of rows by digest: one of the roles of a ``TraceServer``.
///
/// Tables are immutable, and equal rows of a project are stored once. All methods throw ``TraceError``; what is refused
/// changes nothing.
public protocol TableStore: Sendable {
    /// Stores a table of objects; returns its digest and its rows' digests.
    func createTable(
        _ rows: [RawJSON], in projectID: String, expecting expectedDigest: String?
    ) async throws -> TableReceipt

    /// Stores a table of rows that are there already; returns its digest.
    func createTable(
        ofRows rowDigests: [String], in projectID: String, expecting expectedDigest: String?
    ) async throws -> String

    /// Makes a new table from one that is there; returns its digest, and those of the rows that were added or taken
    /// out, in the order of the updates.
    func updateTable(
        _ digest: String, with updates: [TableUpdate], in projectID: String
    ) async throws -> TableReceipt

    /// Finds rows part by part: first without a position, then with the one before's `next`. A table that is not there
    /// has none.
    func page(of query: TableQuery, after position: TablePage.Position?) async throws -> TablePage

    /// How large tables are: one answer for each that is there, in the order of the first mention.
    func statistics(ofTables digests: [String], in projectID: String) async throws -> [TableStatistics]
}

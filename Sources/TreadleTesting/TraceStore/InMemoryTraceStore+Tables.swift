internal import Synchronization
public import TreadleCore
public import TreadleTrace

extension InMemoryTraceStore: TableStore {
    public func createTable(
        _ rows: [RawJSON], in projectID: String, expecting expectedDigest: String?
    ) async throws -> TableReceipt {
        try self.state.withLock { try $0.tables.create(rows, in: projectID, expecting: expectedDigest) }
    }

    public func createTable(
        ofRows rowDigests: [String], in projectID: String, expecting expectedDigest: String?
    ) async throws -> String {
        try self.state.withLock { try $0.tables.create(ofRows: rowDigests, in: projectID, expecting: expectedDigest) }
    }

    public func updateTable(
        _ digest: String, with updates: [TableUpdate], in projectID: String
    ) async throws -> TableReceipt {
        try self.state.withLock { try $0.tables.update(digest, with: updates, in: projectID) }
    }

    public func page(of query: TableQuery, after position: TablePage.Position?) async throws -> TablePage {
        TablePage(rows: try self.state.withLock { try $0.tables.rows(of: query) })
    }

    public func statistics(ofTables digests: [String], in projectID: String) async throws -> [TableStatistics] {
        self.state.withLock { $0.tables.statistics(of: digests, in: projectID) }
    }
}

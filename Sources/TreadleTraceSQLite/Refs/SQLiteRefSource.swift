internal import TreadleCore
internal import TreadleTrace

/// Looks up what refs name, over a connection that is in a transaction; not to be kept beyond that.
///
/// It remembers the tables it has looked into: to tell whether a row is in a table, all of the table's parts are read.
final class SQLiteRefSource: RefSource {
    /// How many rows of tables are remembered before it starts over.
    private static let maximumRows = 4 << 20

    private struct TableName: Hashable {
        let project: ExactText
        let digest: ExactText
    }

    private final class Table {
        let stored: StoredTable
        /// The contents of its rows, sorted; read when they are first asked for.
        var keys: [Int64]?

        init(_ stored: StoredTable) { self.stored = stored }
    }

    private let connection: Connection
    private var tables: [TableName: Table?] = [:]
    private var rowCount = 0

    init(_ connection: Connection) { self.connection = connection }

    func value(ofObject key: ObjectKey, kind: ObjectVersion.Kind) throws -> RefLookup {
        try self.connection.refLookup(of: key, kind: kind)
    }

    func row(_ rowDigest: String, ofTable digest: String, in projectID: String) throws -> RefLookup {
        guard let table = try self.table(digest, in: projectID),
            let project = try self.connection.projectKey(projectID),
            let key = try self.connection.contentKey(ofDigest: rowDigest, in: project),
            try self.keys(of: table).containsSorted(key)
        else { return .missing }
        return try self.content(key)
    }

    func row(at index: Int, ofTable digest: String, in projectID: String) throws -> RefLookup {
        guard let table = try self.table(digest, in: projectID), index >= 0, index < table.stored.count,
            let key = try self.connection.contentKeys(of: table.stored, index..<index + 1).first
        else { return .missing }
        return try self.content(key)
    }

    private func content(_ key: Int64) throws -> RefLookup {
        try self.connection.content(key).map { .found($0.value) } ?? .missing
    }

    private func table(_ digest: String, in projectID: String) throws -> Table? {
        let name = TableName(project: ExactText(projectID), digest: ExactText(digest))
        if let table = self.tables[name] { return table }
        let table = try self.connection.table(digest, in: projectID).map(Table.init)
        self.makeRoom(for: 1)
        self.tables[name] = .some(table)
        return table
    }

    private func keys(of table: Table) throws -> [Int64] {
        if let keys = table.keys { return keys }
        self.makeRoom(for: table.stored.count)
        // Nearly sorted as they are: rows that came together were stored together.
        let keys = try self.connection.contentKeys(of: table.stored, 0..<table.stored.count).sorted()
        table.keys = keys
        return keys
    }

    private func makeRoom(for count: Int) {
        if self.rowCount + count > Self.maximumRows {
            self.tables.removeAll()
            self.rowCount = 0
        }
        self.rowCount += count
    }
}

extension [Int64] {
    /// Whether an element is in this sorted list.
    fileprivate func containsSorted(_ element: Int64) -> Bool {
        var low = 0
        var high = self.count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low < self.count && self[low] == element
    }
}

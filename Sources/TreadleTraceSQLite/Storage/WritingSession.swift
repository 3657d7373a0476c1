internal import TreadleTrace

/// What work in a transaction has at hand: the connection, and what is remembered from one transaction to the next.
///
/// One writer owns it, and only that writer's thread uses it.
final class WritingSession {
    let connection: Connection
    /// Writes calls with statements of its own: the hot path.
    var calls: CallInsertion
    /// Which calls have parts that came before them.
    var keptParts = KeptParts()
    /// Keys of projects seen before; forgotten with a transaction that is rolled back.
    private var projectKeys: [ExactText: Int64] = [:]

    /// How many projects are remembered before it starts over.
    private static let maximumProjectKeys = 10_000

    init(_ connection: Connection) throws(SQLiteError) {
        self.connection = connection
        self.calls = try CallInsertion(connection)
    }

    /// The number of a project, which is made where it is new.
    func projectKey(_ name: String) throws(SQLiteError) -> Int64 {
        let exact = ExactText(name)
        if let key = self.projectKeys[exact] { return key }
        let key: Int64
        if let stored = try self.connection.projectKey(name) {
            key = stored
        } else {
            try self.connection.run("INSERT INTO projects (name) VALUES (\(name))")
            key = self.connection.lastInsertedKey
        }
        if self.projectKeys.count >= Self.maximumProjectKeys { self.projectKeys.removeAll() }
        self.projectKeys[exact] = key
        return key
    }

    /// Forgets what may have been rolled back.
    func forget() {
        self.projectKeys.removeAll()
        self.keptParts.forget()
    }
}

extension Connection {
    /// The number of a project; `nil` where it has none yet, and so nothing in it.
    func projectKey(_ name: String) throws(SQLiteError) -> Int64? {
        try self.first("SELECT key FROM projects WHERE name = \(name)") { row in row.integer(at: 0) }
    }
}

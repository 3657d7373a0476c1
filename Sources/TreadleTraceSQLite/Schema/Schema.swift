/// What a store's file holds, version by version.
///
/// The version stands in the file (`PRAGMA user_version`), and so does whose it is (`PRAGMA application_id`).
struct Schema: Sendable {
    /// Says that a file is a Treadle store: "TRDL".
    static let applicationID: Int64 = 0x5452_444C

    /// The schema of this version of Treadle.
    static let current = Schema(migrations: [
        .calls, .callParts, .objects, .tables, .files, .feedback, .prices, .callIndexes,
    ])

    /// The steps from an empty file, in order.
    let migrations: [Migration]

    /// The version that the steps lead to.
    var version: Int { self.migrations.last?.version ?? 0 }

    /// The version that a file is at.
    static func version(of connection: Connection) throws(SQLiteError) -> Int {
        Int(try connection.integer("PRAGMA user_version") ?? 0)
    }

    /// Brings a file up to date: each step in a transaction of its own, so that a broken one leaves the version before.
    func migrate(_ connection: Connection) throws {
        let version = try Self.version(of: connection)
        for migration in self.migrations where migration.version > version {
            try connection.inTransaction(writing: true) {
                for statement in migration.statements { try connection.execute(statement) }
                // A pragma takes no bound values; this one is an integer of ours.
                try connection.execute(SQL(stringLiteral: "PRAGMA user_version = \(migration.version)"))
            }
        }
    }
}

internal import TreadleCore

extension WritingSession {
    /// The key of a value in a project, which is stored where it is new; equal values are stored once.
    ///
    /// - Parameters:
    ///   - value: The value, an object's or a row's.
    ///   - digest: Its ``Digest/content(of:)``, worked out before: the writer's thread is the narrow place.
    ///   - project: The project's key.
    func contentKey(of value: RawJSON, digest: String, in project: Int64) throws(SQLiteError) -> Int64 {
        // Only an insertion sets the last key.
        self.connection.lastInsertedKey = 0
        try self.connection.run(
            """
            INSERT INTO contents (project, digest, value) VALUES (\(project), \(digest), \(value))
            ON CONFLICT (project, digest) DO NOTHING
            """)
        let inserted = self.connection.lastInsertedKey
        if inserted != 0 { return inserted }
        return try self.connection.contentKey(ofDigest: digest, in: project) ?? 0
    }
}

extension Connection {
    /// The key of a value by its digest; `nil` where the project does not have it.
    func contentKey(ofDigest digest: String, in project: Int64) throws(SQLiteError) -> Int64? {
        try self.first("SELECT key FROM contents WHERE project = \(project) AND digest = \(digest)") { row in
            row.integer(at: 0)
        }
    }
}

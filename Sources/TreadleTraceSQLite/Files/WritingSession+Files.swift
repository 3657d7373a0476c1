internal import TreadleTrace

extension WritingSession {
    /// Stores some of a file's chunks, the first of them with a new content, the last with the file.
    ///
    /// - Parameter started: The content that the chunks before went to; `nil` for the first.
    /// - Returns: The content; `nil` where the project has the file already.
    func store(
        _ chunks: Range<Int>, of file: NewFile, as started: Int64?, in project: Int64
    ) throws(SQLiteError) -> Int64? {
        let content: Int64
        if let started {
            content = started
        } else {
            guard let new = try self.startContent(of: file, in: project) else { return nil }
            content = new
        }
        for position in chunks {
            try self.connection.run(
                """
                INSERT INTO file_chunks (content, position, bytes)
                VALUES (\(content), \(position), \(blob: file.chunk(at: position)))
                """)
        }
        if chunks.upperBound == file.chunks.count { try self.finish(file, content, in: project) }
        return content
    }

    private func startContent(of file: NewFile, in project: Int64) throws(SQLiteError) -> Int64? {
        let isThere = try self.connection.first(
            "SELECT 1 FROM files WHERE project = \(project) AND digest = \(file.digest)"
        ) { _ in true }
        if isThere == true { return nil }
        try self.connection.run("INSERT INTO file_contents (is_complete) VALUES (0)")
        return self.connection.lastInsertedKey
    }

    private func finish(_ file: NewFile, _ content: Int64, in project: Int64) throws(SQLiteError) {
        try self.connection.run(
            """
            INSERT INTO files (project, digest, name, size, content)
            VALUES (\(project), \(file.digest), \(file.name), \(file.content.count), \(content))
            ON CONFLICT (project, digest) DO NOTHING
            """)
        if self.connection.changeCount == 1 {
            try self.connection.run("UPDATE file_contents SET is_complete = 1 WHERE key = \(content)")
        } else {
            // Somebody else stored the same file meanwhile.
            try self.connection.removeFileContent(content)
        }
    }
}

extension Connection {
    /// Removes a content that no file has.
    func removeFileContent(_ content: Int64) throws(SQLiteError) {
        try self.run("DELETE FROM file_chunks WHERE content = \(content)")
        try self.run("DELETE FROM file_contents WHERE key = \(content)")
    }

    /// Removes what was left behind by servers that were killed while they stored files.
    func removeIncompleteFileContents() throws {
        let contents = try self.all("SELECT key FROM file_contents WHERE is_complete = 0") { row in row.integer(at: 0) }
        for content in contents {
            try self.inTransaction(writing: true) { try self.removeFileContent(content) }
        }
    }
}

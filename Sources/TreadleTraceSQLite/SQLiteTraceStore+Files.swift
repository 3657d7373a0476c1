internal import TreadleCore
public import TreadleTrace

extension SQLiteTraceStore: FileStore {
    public func createFile(
        _ content: ArraySlice<UInt8>, name: String, in projectID: String, expecting expectedDigest: String?
    ) async throws -> String {
        let digest = Digest.content(content)
        try Digest.check(digest, isExpected: expectedDigest)
        let chunks = FileChunks(size: content.count)
        try await self.write(count: chunks.count + 1, size: content.count + 512) { session in
            let project = try session.projectKey(projectID)
            // Only an insertion sets the last key.
            session.connection.lastInsertedKey = 0
            try session.connection.run(
                """
                INSERT INTO files (project, digest, name, size)
                VALUES (\(project), \(digest), \(name), \(content.count))
                ON CONFLICT (project, digest) DO NOTHING
                """)
            let file = session.connection.lastInsertedKey
            guard file != 0 else { return }
            for position in 0..<chunks.count {
                let range = chunks.range(at: position)
                let chunk = content[(content.startIndex + range.lowerBound)..<(content.startIndex + range.upperBound)]
                try session.connection.run(
                    "INSERT INTO file_chunks (file, position, content) VALUES (\(file), \(position), \(blob: chunk))")
            }
        }
        return digest
    }

    public func sizeOfFile(_ digest: String, in projectID: String) async throws -> Int {
        try await self.read { try $0.file(digest, in: projectID).size }
    }

    public func chunk(
        ofFile digest: String, in projectID: String, from offset: Int
    ) async throws -> ArraySlice<UInt8> {
        guard offset >= 0 else { throw TraceError(.invalidRequest, "an offset must not be negative") }
        return try await self.read { connection in
            let file = try connection.file(digest, in: projectID)
            guard offset < file.size else { return [] }
            let place = FileChunks(size: file.size).place(of: offset)
            let chunk = try connection.first(
                "SELECT content FROM file_chunks WHERE file = \(file.key) AND position = \(place.position)"
            ) { row in row.blob(at: 0) }
            return (chunk ?? [])[...].dropFirst(place.offset)
        }
    }

    public func totalFileSize(in projectID: String) async throws -> Int {
        try await self.read { connection in
            guard let project = try connection.projectKey(projectID) else { return 0 }
            let sum = try connection.first("SELECT sum(size) FROM files WHERE project = \(project)") { row in
                row.integer(at: 0)
            }
            return Int(sum ?? 0)
        }
    }
}

extension Connection {
    /// A file's key and size.
    fileprivate func file(_ digest: String, in projectID: String) throws -> (key: Int64, size: Int) {
        let file: (key: Int64, size: Int)? = try self.projectKey(projectID).flatMap { project in
            try self.first("SELECT key, size FROM files WHERE project = \(project) AND digest = \(digest)") { row in
                (row.integer(at: 0), Int(row.integer(at: 1)))
            }
        }
        guard let file else { throw TraceError(.notFound, "there is no file of that digest in the project") }
        return file
    }
}

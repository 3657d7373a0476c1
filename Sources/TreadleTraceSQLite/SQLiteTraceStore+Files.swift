internal import TreadleCore
public import TreadleTrace

extension SQLiteTraceStore: FileStore {
    public func createFile(
        _ content: ArraySlice<UInt8>, name: String, in projectID: String, expecting expectedDigest: String?
    ) async throws -> String {
        let digest = Digest.content(content)
        try Digest.check(digest, isExpected: expectedDigest)
        let file = NewFile(content: content, digest: digest, name: name)
        var key: Int64?
        do {
            for batch in file.chunks.batches {
                let started = key
                key = try await self.write(count: batch.count + 2, size: file.chunks.size(of: batch) + 512) { session in
                    try session.store(batch, of: file, as: started, in: session.projectKey(projectID))
                }
                // It is there already.
                if key == nil { break }
            }
        } catch {
            // What does not go now, as on a full disk, goes when the store is opened again.
            if let key { _ = try? await self.write { try $0.connection.removeFileContent(key) } }
            throw error
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
                "SELECT bytes FROM file_chunks WHERE content = \(file.content) AND position = \(place.position)"
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
    /// A file's content and size.
    fileprivate func file(_ digest: String, in projectID: String) throws -> (content: Int64, size: Int) {
        let file: (content: Int64, size: Int)? = try self.projectKey(projectID).flatMap { project in
            try self.first("SELECT content, size FROM files WHERE project = \(project) AND digest = \(digest)") { row in
                (row.integer(at: 0), Int(row.integer(at: 1)))
            }
        }
        guard let file else { throw TraceError(.notFound, "there is no file of that digest in the project") }
        return file
    }
}

internal import TreadleTrace
internal import TreadleTraceHTTP

extension AsyncWeaveClient {
    public func saveFile(_ content: some Collection<UInt8> & Sendable, name: String) async throws -> String {
        let bytes = (content as? ArraySlice<UInt8>) ?? ArraySlice(content)
        return try await self.ask {
            try await $0.createFile(bytes, name: name, in: self.projectID, expecting: nil)
        }
    }

    public func saveFile(
        chunks: some Sequence<ArraySlice<UInt8>> & Sendable, name: String
    ) async throws -> String {
        var bytes: ArraySlice<UInt8> = []
        for chunk in chunks { bytes += chunk }
        return try await self.saveFile(bytes, name: name)
    }

    public func file(_ digest: String) -> AsyncPaginator<ArraySlice<UInt8>> {
        AsyncPaginator {
            // Over the wire a file is one answer, which is read as it comes; other stores hand out parts.
            guard self.store is RemoteTraceServer else { return try await self.part(ofFile: digest, from: 0) }
            let file = try await self.ask { store in
                guard let server = store as? RemoteTraceServer else { preconditionFailure("the store does not change") }
                return try await server.openFile(digest, in: self.projectID)
            }
            return try await self.part(of: file)
        }
    }

    public func fileContent(_ digest: String, limit: Int = 256 << 20) async throws -> ArraySlice<UInt8> {
        var content: ArraySlice<UInt8> = []
        for try await part in self.file(digest) {
            guard part.count <= limit - content.count else {
                throw TraceError(.tooLarge, "the file is larger than \(limit) bytes, the limit; read it in parts")
            }
            if content.isEmpty { content = part } else { content += part }
        }
        return content
    }

    private func part(ofFile digest: String, from offset: Int) async throws -> Page<ArraySlice<UInt8>> {
        let part = try await self.ask { try await $0.chunk(ofFile: digest, in: self.projectID, from: offset) }
        guard !part.isEmpty else { return Page([]) }
        return Page([part]) { try await self.part(ofFile: digest, from: offset + part.count) }
    }

    private func part(of file: RemoteFile) async throws -> Page<ArraySlice<UInt8>> {
        guard let part = try await self.ask({ _ in try await file.next() }) else { return Page([]) }
        return Page([part]) { try await self.part(of: file) }
    }
}

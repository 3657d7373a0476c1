extension WeaveClient {
    public func saveFile(_ content: some Collection<UInt8> & Sendable, name: String) throws -> String {
        try self.wait { try await $0.saveFile(content, name: name) }
    }

    public func saveFile(
        chunks: some Sequence<ArraySlice<UInt8>> & Sendable, name: String
    ) throws -> String {
        try self.wait { try await $0.saveFile(chunks: chunks, name: name) }
    }

    public func file(_ digest: String) -> Paginator<ArraySlice<UInt8>> {
        Paginator(self.client.file(digest), self.bridge)
    }

    public func fileContent(_ digest: String, limit: Int = 256 << 20) throws -> ArraySlice<UInt8> {
        try self.wait { try await $0.fileContent(digest, limit: limit) }
    }
}

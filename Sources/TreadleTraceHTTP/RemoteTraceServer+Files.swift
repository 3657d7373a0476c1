internal import TreadleCore
internal import TreadleHTTP
public import TreadleTrace

/// Files over the wire come as a whole: the protocol knows no parts of them.
extension RemoteTraceServer: FileStore {
    public func createFile(
        _ content: ArraySlice<UInt8>, name: String, in projectID: String, expecting expectedDigest: String?
    ) async throws -> String {
        var form = MultipartForm()
        form.add("project_id", projectID)
        if let expectedDigest { form.add("expected_digest", expectedDigest) }
        form.add("file", filename: name, content)
        var request = RemoteRequest(.post, "/file/create")
        request.contentType = form.contentType
        request.bytes = form.finish()[...]
        return try await self.parse(self.answer(to: request)) { $0["digest"]?.string }
    }

    /// How large a file is; asks for its content, and lets that go where the server says its length beforehand.
    public func sizeOfFile(_ digest: String, in projectID: String) async throws -> Int {
        try await self.exchange(Self.content(ofFile: digest, in: projectID)) { body in
            switch body {
            case .bytes(let bytes): return bytes.count
            case .stream(_, let length?):
                body.discard()
                return length
            case .stream: return try await self.collect(body).count
            }
        }
    }

    /// All of a file from `offset` on.
    public func chunk(
        ofFile digest: String, in projectID: String, from offset: Int
    ) async throws -> ArraySlice<UInt8> {
        guard offset >= 0 else { throw TraceError(.invalidRequest, "an offset must not be negative") }
        let content = try await self.exchange(Self.content(ofFile: digest, in: projectID)) {
            try await self.collect($0)
        }
        return content.dropFirst(offset)
    }

    /// A file's content as it comes, for one reader; a reader who stops lets go of it.
    package func openFile(_ digest: String, in projectID: String) async throws -> RemoteFile {
        try await self.exchange(Self.content(ofFile: digest, in: projectID)) { RemoteFile($0, from: self) }
    }

    public func totalFileSize(in projectID: String) async throws -> Int {
        let body = JSONWriter.object { $0.member("project_id", projectID) }
        return try await self.parse(self.answer(to: "/files/query_stats", body)) { $0["total_size_bytes"]?.integer }
    }

    private static func content(ofFile digest: String, in projectID: String) -> RemoteRequest {
        let body = JSONWriter.object { writer in
            writer.member("project_id", projectID)
            writer.member("digest", digest)
        }
        var request = RemoteRequest(.post, "/file/content", body)
        request.mediaType = "application/octet-stream"
        return request
    }

    private func collect(_ body: HTTPBody) async throws -> ArraySlice<UInt8> {
        do {
            return try await body.collect(upTo: self.options.callLimit)
        } catch let error as HTTPError {
            throw self.failure(error)
        }
    }
}

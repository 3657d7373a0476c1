internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    static let files: [TraceEndpoint] = [
        TraceEndpoint(.post, "/file/create") { try await $0.createFile($1) },
        TraceEndpoint(.post, "/file/content") { responder, request in
            try await responder.readFile(request.object(knowing: ["project_id", "digest"]))
        },
        TraceEndpoint(.post, "/files/query_stats") { responder, request in
            try await responder.measureFiles(request.object(knowing: ["project_id"]))
        },
    ]
}

extension TraceResponder {
    /// `POST /file/create`: stores the file of a form.
    func createFile(_ request: TraceRequest) async throws -> HTTPResponse {
        let upload = try FileUpload(
            try await request.bytes(), contentType: request.http.headers["Content-Type"])
        let digest = try await self.server.createFile(
            upload.content, name: upload.name, in: upload.projectID, expecting: upload.expectedDigest)
        return .json(JSONWriter.object { $0.member("digest", digest) })
    }

    /// `POST /file/content`: a file's bytes.
    func readFile(_ body: WireObject) async throws -> HTTPResponse {
        let digest = try body.text("digest")
        let projectID = try body.text("project_id")
        let size = try await self.sizeOfArrivingFile(digest, in: projectID)
        let content = FileContent(digest, in: projectID, of: self.server, size: size)
        // Whoever opens it in a browser sees bytes, whatever somebody has uploaded.
        return HTTPResponse(
            200, headers: ["Content-Type": "application/octet-stream", "X-Content-Type-Options": "nosniff"],
            body: size == 0 ? .empty : .stream(content, length: size))
    }

    /// How large a file is, once it is there.
    ///
    /// Weave's clients upload files beside everything else, and name one by its digest, which they know beforehand, while
    /// it may still be on its way. They take one 404 for an answer, so it is only given after a moment.
    private func sizeOfArrivingFile(_ digest: String, in projectID: String) async throws -> Int {
        for patience in [50, 100, 200, 400] {
            do {
                return try await self.server.sizeOfFile(digest, in: projectID)
            } catch let error as TraceError where error.code == .notFound {
                try await self.clock.sleep(for: .milliseconds(patience))
            }
        }
        return try await self.server.sizeOfFile(digest, in: projectID)
    }

    /// `POST /files/query_stats`: how many bytes a project's files take.
    func measureFiles(_ body: WireObject) async throws -> HTTPResponse {
        let size = try await self.server.totalFileSize(in: body.text("project_id"))
        return .json(JSONWriter.object { $0.member("total_size_bytes", size) })
    }
}

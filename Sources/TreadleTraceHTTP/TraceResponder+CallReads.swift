internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    /// Reading calls.
    static let callReads: [TraceEndpoint] = [
        TraceEndpoint(.post, "/calls/stream_query") { try await $0.streamCalls($1.json(), for: $1.http) },
        TraceEndpoint(.post, "/calls/query") { try await $0.listCalls($1.json()) },
        TraceEndpoint(.post, "/calls/query_stats") { try await $0.countCalls($1.json()) },
        TraceEndpoint(.post, "/call/read") { try await $0.readCall($1.json()) },
        TraceEndpoint(.get, "/calls/feed") { responder, request in try responder.streamFeed(request.http) },
    ]
}

extension TraceResponder {
    /// `POST /calls/stream_query`: a call a line.
    func streamCalls(_ body: RawJSON, for request: HTTPRequest) async throws -> HTTPResponse {
        let stream = try await self.stream(CallsRequest(body), as: .lines, bound: .bound(for: request))
        return HTTPResponse(200, headers: ["Content-Type": "application/jsonl"], body: stream.body)
    }

    /// `POST /calls/query`: the same calls in one object, which is written as they are read.
    func listCalls(_ body: RawJSON) async throws -> HTTPResponse {
        let stream = try await self.stream(CallsRequest(body), as: .list)
        return HTTPResponse(200, headers: ["Content-Type": "application/json"], body: stream.body)
    }

    /// `POST /calls/query_stats`: how many there are.
    func countCalls(_ body: RawJSON) async throws -> HTTPResponse {
        let count = try await self.store.count(of: CallsRequest.ofCount(body).query)
        return .json(
            JSONWriter.object { writer in
                writer.member("count", count.count)
                writer.member("has_more", count.hasMore)
                writer.member(
                    "total_storage_size_bytes",
                    count.totalStorageSizeBytes.map { RawJSON(integer: $0) } ?? .null)
            })
    }

    /// `POST /call/read`: one call, or `null`.
    func readCall(_ body: RawJSON) async throws -> HTTPResponse {
        let request = try CallsRequest.ofOneCall(body)
        let page = try await self.store.page(of: request.query, after: nil)
        let enrichment = try await self.enrichment(of: request)
        var writer = JSONWriter(capacity: page.rows.first.map { $0.call.approximateSize + 1024 } ?? 0)
        writer.beginObject()
        writer.name("call")
        if let row = page.rows.first {
            let extras = try await enrichment?.enrich([row]).first?.extras ?? CallExtras()
            row.write(to: &writer, columns: request.answer.columns, adding: extras)
        } else {
            writer.writeNull()
        }
        writer.endObject()
        return .json(writer.raw)
    }

    private func stream(
        _ request: CallsRequest, as framing: CallStream.Framing, bound: PayloadBound? = nil
    ) async throws -> CallStream {
        try await CallStream(
            of: request.query, telling: request.answer.columns, in: self.store,
            enrichment: self.enrichment(of: request), framing: framing, bound: bound)
    }

    /// What looks up the rest of an answer; `nil` where the calls' own store has all of it.
    private func enrichment(of request: CallsRequest) async throws -> CallEnrichment? {
        guard !request.answer.isPlain, let projectID = request.query.projectID else { return nil }
        return try await CallEnrichment(
            of: request.answer, in: projectID, from: self.server, username: self.options.username)
    }
}

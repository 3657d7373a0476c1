internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    /// Reading calls.
    static let callReads: [TraceEndpoint] = [
        TraceEndpoint(.post, "/calls/stream_query") { try await $0.streamCalls($1.json()) },
        TraceEndpoint(.post, "/calls/query") { try await $0.listCalls($1.json()) },
        TraceEndpoint(.post, "/call/read") { try await $0.readCall($1.json()) },
        TraceEndpoint(.get, "/calls/feed") { responder, request in try responder.streamFeed(request.http) },
    ]
}

extension TraceResponder {
    /// `POST /calls/stream_query`: a call a line.
    func streamCalls(_ body: RawJSON) async throws -> HTTPResponse {
        let query = try CallsRequest(body).query
        // The first page before the head: what cannot be answered is still an error, not a broken stream.
        let first = try await self.store.page(of: query, after: nil)
        let body: HTTPBody =
            first.next == nil
            ? .bytes(CallLines.lines(first.rows)[...])
            : .stream(CallLines(of: query, in: self.store, startingWith: first))
        return HTTPResponse(200, headers: ["Content-Type": "application/jsonl"], body: body)
    }

    /// `POST /calls/query`: the same calls in one object.
    func listCalls(_ body: RawJSON) async throws -> HTTPResponse {
        let calls = try await self.store.calls(matching: CallsRequest(body).query)
        return .json(
            JSONWriter.object { writer in
                writer.array("calls") { writer in
                    for call in calls { writer.write(call.answer()) }
                }
            })
    }

    /// `POST /call/read`: one call, or `null`.
    func readCall(_ body: RawJSON) async throws -> HTTPResponse {
        guard body.kind == .object else { throw WireRefusal.misfit(["body"], "the body must be an object") }
        var query = CallQuery(limit: 1)
        for (name, value) in body.members() {
            let location = ["body", name]
            switch name {
            case "project_id": query.projectID = try value.text(at: location)
            case "id": query.ids = [try value.text(at: location)]
            case "include_costs", "include_storage_size", "include_total_storage_size":
                try value.mustAskForNothing(at: location)
            default: throw WireRefusal.unknown(location)
            }
        }
        for (name, isThere) in [("project_id", query.projectID != nil), ("id", query.ids != nil)] where !isThere {
            throw WireRefusal.misfit(["body", name], "\(name) is missing", type: "missing")
        }
        let call = try await self.store.calls(matching: query).first
        return .json(JSONWriter.object { $0.member("call", call?.answer() ?? .null) })
    }
}

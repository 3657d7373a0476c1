internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    /// Writing calls.
    static let calls: [TraceEndpoint] = [
        TraceEndpoint(.post, "/v2/{entity}/{project}/calls/complete") { responder, request in
            try await responder.complete(request.json(), in: request.parameters.joined(separator: "/"))
        }
    ]

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
            ? .bytes(CallLines.lines(first.calls)[...])
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

    /// `POST /v2/{entity}/{project}/calls/complete`: records a batch, all of it or nothing.
    func complete(_ body: RawJSON, in projectID: String) async throws -> HTTPResponse {
        guard let batch = body["batch"], batch.kind == .array else {
            throw WireRefusal.misfit(["body", "batch"], "batch must be a list", type: "missing")
        }
        var calls: [Call] = []
        for (index, element) in batch.elements().enumerated() {
            let location = ["body", "batch", "\(index)"]
            do {
                let call = try Call(wire: element)
                guard ExactText(call.projectID) == ExactText(projectID) else {
                    throw TraceError(.invalidRequest, "project_id must be \(projectID), as in the path")
                }
                guard !call.id.isEmpty else { throw TraceError(.invalidRequest, "id must not be empty") }
                calls.append(call)
            } catch let error as TraceError {
                throw WireRefusal.misfit(location, error.message)
            }
        }
        try await self.store.record(calls)
        return .json(.emptyObject)
    }
}

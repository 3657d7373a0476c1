internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    /// Writing calls.
    static let calls: [TraceEndpoint] = [
        TraceEndpoint(.post, "/v2/{entity}/{project}/calls/complete") { try await $0.complete($1) },
        TraceEndpoint(.post, "/v2/{entity}/{project}/call/start") { try await $0.start($1, in: $1.project) },
        TraceEndpoint(.post, "/v2/{entity}/{project}/call/end") { try await $0.end($1, in: $1.project) },
        TraceEndpoint(.post, "/call/start") { try await $0.start($1) },
        TraceEndpoint(.post, "/call/end") { try await $0.end($1) },
        TraceEndpoint(.post, "/call/upsert_batch") { try await $0.upsertBatch($1) },
        TraceEndpoint(.post, "/call/update") { try await $0.updateCall($1) },
        TraceEndpoint(.post, "/calls/delete") { try await $0.deleteCalls($1) },
    ]
}

extension TraceResponder {
    /// How many calls can be deleted in one request.
    private static let maximumDeletions = 1000

    /// `POST /v2/{entity}/{project}/calls/complete`: records a batch, all of it or nothing.
    func complete(_ request: TraceRequest) async throws -> HTTPResponse {
        var decoder = self.decoder(for: request, in: request.project)
        let writes = try await request.read { cursor in
            try CallBatch.items(&cursor, passingOverOthers: true) { cursor in
                CallWrite.complete(try decoder.complete(CallBatch.members(&cursor)))
            }
        }
        try await self.store.write(writes)
        return .json(.emptyObject)
    }

    /// `POST /call/start`, also below a project: records a start, and answers its identifiers.
    func start(_ request: TraceRequest, in projectID: String? = nil) async throws -> HTTPResponse {
        var decoder = self.decoder(for: request, in: projectID)
        let call = try await request.read { cursor in
            try CallBatch.only("start", &cursor) { try decoder.start($0) }
        }
        try await self.store.write([.start(call)])
        return .json(JSONWriter.object { Self.writeIdentifiers(of: call, to: &$0) })
    }

    /// `POST /call/end`, also below a project: records an end.
    func end(_ request: TraceRequest, in projectID: String? = nil) async throws -> HTTPResponse {
        var decoder = self.decoder(for: request, in: projectID)
        let end = try await request.read { cursor in
            try CallBatch.only("end", &cursor) { try decoder.end($0) }
        }
        try await self.store.write([.end(end)])
        return .json(.emptyObject)
    }

    /// `POST /call/upsert_batch`: records starts and ends in order, all of them or none.
    func upsertBatch(_ request: TraceRequest) async throws -> HTTPResponse {
        var decoder = self.decoder(for: request)
        let writes = try await request.read { cursor in
            try CallBatch.items(&cursor) { try CallHalf.write(&$0, &decoder) }
        }
        try await self.store.write(writes)
        return .json(
            JSONWriter.object(capacity: writes.count * 64 + 16) { writer in
                writer.array("res") { writer in
                    for write in writes {
                        writer.beginObject()
                        if case .start(let call) = write { Self.writeIdentifiers(of: call, to: &writer) }
                        writer.endObject()
                    }
                }
            })
    }

    /// `POST /call/update`: names a call; an empty name takes its name away.
    func updateCall(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: ["project_id", "call_id", "display_name", "wb_user_id"])
        let projectID = try body.text("project_id")
        let callID = try body.text("call_id")
        _ = try body.optionalText("wb_user_id")
        guard let name = try body.optionalText("display_name") else {
            throw WireRefusal(400, "display_name is needed: it is what can be changed; an empty one takes it away")
        }
        let decoder = self.decoder(for: request)
        do {
            try await self.store.rename(
                callID: decoder.callID(callID, .id), in: projectID, to: CallDecoder.displayName(name))
        } catch let trouble as CallMisfit {
            throw trouble.refusal(at: ["body"], isAlone: true)
        }
        return .json(.emptyObject)
    }

    /// `POST /calls/delete`: deletes calls and everything below them, and answers how many were there.
    func deleteCalls(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: ["project_id", "call_ids", "wb_user_id"])
        let projectID = try body.text("project_id")
        _ = try body.optionalText("wb_user_id")
        let elements = try body.elements("call_ids")
        guard elements.count <= Self.maximumDeletions else {
            throw WireRefusal(413, "call_ids has more than \(Self.maximumDeletions) values, the limit")
        }
        let decoder = self.decoder(for: request)
        var ids: [String] = []
        for (value, location) in elements {
            let id = try value.text(at: location)
            do { ids.append(try decoder.callID(id, .id)) } catch {
                throw WireRefusal(400, "call_ids must be UUIDs in lower case, or 16 hexadecimal digits each")
            }
        }
        let count = try await self.store.deleteCalls(ids, in: projectID)
        return .json(JSONWriter.object { $0.member("num_deleted", count) })
    }

    private func decoder(for request: TraceRequest, in projectID: String? = nil) -> CallDecoder {
        CallDecoder(inProject: projectID, userID: request.userID, acceptsAnyID: self.options.acceptsAnyID)
    }

    private static func writeIdentifiers(of call: Call, to writer: inout JSONWriter) {
        writer.member("id", call.id)
        writer.member("trace_id", call.traceID)
    }
}

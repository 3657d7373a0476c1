internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    /// What people and scorers say about calls and objects.
    static let feedback: [TraceEndpoint] = [
        TraceEndpoint(.post, "/feedback/create") { try await $0.createFeedback($1) },
        TraceEndpoint(.post, "/feedback/batch/create") { try await $0.createFeedbackBatch($1) },
        TraceEndpoint(.post, "/feedback/replace") { try await $0.replaceFeedback($1) },
        TraceEndpoint(.post, "/feedback/query") { try await $0.queryFeedback($1) },
        TraceEndpoint(.post, "/feedback/purge") { try await $0.purgeFeedback($1) },
    ]
}

extension TraceResponder {
    /// `POST /feedback/create`: one item.
    func createFeedback(_ request: TraceRequest) async throws -> HTTPResponse {
        let item = try FeedbackItem(await request.object(knowing: FeedbackItem.members), by: request.userID)
        return .json(try await self.store(item.feedback).receipt())
    }

    /// `POST /feedback/batch/create`: several items, all or none.
    func createFeedbackBatch(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: ["batch"])
        let items = try body.elements("batch").map { value, location in
            let item = try WireObject(value, at: location, knowing: FeedbackItem.members)
            return try FeedbackItem(item, by: request.userID).feedback
        }
        let stored: [Feedback]
        do {
            stored = try await self.server.createFeedback(items)
        } catch let error as TraceError where error.code == .invalidRequest {
            // Weave's clients look for the one bad item of a batch after 422; after 400 they drop all of it.
            throw WireRefusal(error, status: 422)
        }
        return .json(
            JSONWriter.object { writer in
                writer.array("res") { writer in
                    for feedback in stored { writer.write(feedback.receipt()) }
                }
            })
    }

    /// `POST /feedback/replace`: an item in the place of another one, whether or not that is there.
    ///
    /// It takes over the identifier, unless it brings one of its own.
    func replaceFeedback(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: FeedbackItem.members.union(["feedback_id"]))
        var feedback = try FeedbackItem(body, by: request.userID).feedback
        let replaced = try body.text("feedback_id")
        if feedback.id == nil { feedback.id = replaced }
        let stored = try await self.store(feedback)
        if ExactText(stored.id) != ExactText(replaced) {
            // In this order nothing is lost when the second step fails.
            try await self.server.purgeFeedback([replaced], in: feedback.projectID)
        }
        return .json(stored.receipt())
    }

    private func store(_ feedback: NewFeedback) async throws -> Feedback {
        guard let stored = try await self.server.createFeedback([feedback]).first else {
            throw TraceError(.storageFailed, "the trace store did not say what it stored")
        }
        return stored
    }

    /// `POST /feedback/query`: rows, or how many there are.
    func queryFeedback(_ request: TraceRequest) async throws -> HTTPResponse {
        let asked = try FeedbackRequest(await request.object(knowing: FeedbackRequest.members))
        if case .count = asked.selection {
            let count = try await self.server.feedbackCount(of: asked.query)
            return .json(Self.answer(total: count) { $0.member(FeedbackRequest.countName, count) })
        }
        // The first page before the head: what cannot be answered is still an error, not a broken answer.
        let first = try await self.server.page(of: asked.query, after: nil)
        let isWhole = first.next == nil && asked.query.limit == nil && asked.query.offset == 0
        let total = isWhole ? first.feedback.count : try await self.server.feedbackCount(of: asked.query)
        let rows = FeedbackRows(asked, in: self.server, startingWith: first, total: total)
        guard first.next == nil, let bytes = try await rows.next() else {
            return HTTPResponse(200, headers: ["Content-Type": "application/json"], body: .stream(rows))
        }
        return HTTPResponse(200, headers: ["Content-Type": "application/json"], body: .bytes(bytes))
    }

    private static func answer(total: Int, _ row: (inout JSONWriter) -> Void) -> RawJSON {
        JSONWriter.object { writer in
            writer.member("total_count", total)
            writer.array("result") { writer in
                writer.beginObject()
                row(&writer)
                writer.endObject()
            }
        }
    }

    /// `POST /feedback/purge`: removes what is named by its identifiers.
    func purgeFeedback(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: ["project_id", "query"])
        let projectID = try body.text("project_id")
        let expression = try QueryExpression(wire: body.object("query").raw, over: .feedback)
        guard let ids = expression.namedIDs else {
            throw WireRefusal(400, "feedback is purged by its identifiers alone: $eq of id, or $or of those")
        }
        try await self.server.purgeFeedback(ids, in: projectID)
        return .json(.emptyObject)
    }
}

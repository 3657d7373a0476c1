internal import TreadleCore
public import TreadleTrace

extension RemoteTraceServer: FeedbackStore {
    public func createFeedback(_ feedback: [NewFeedback]) async throws -> [Feedback] {
        guard !feedback.isEmpty else { return [] }
        var sent = feedback
        for index in sent.indices { sent[index].details = try FeedbackDetail.stored(sent[index].details) }
        let capacity = sent.reduce(64) { $0 + $1.payload.bytes.count + $1.details.bytes.count + 512 }
        let body = JSONWriter.object(capacity: capacity) { writer in
            writer.array("batch") { writer in
                for item in sent { writer.write(Self.item(item)) }
            }
        }
        // Without an identifier of the client's each copy that arrives is one more.
        let isRepeatable = sent.allSatisfy { $0.id != nil }
        let answer = try await self.answer(to: "/feedback/batch/create", body, isRepeatable: isRepeatable)
        return try self.parse(answer) { answer in
            let receipts = answer["res"]?.elements() ?? []
            guard receipts.count == sent.count else { return nil }
            let stored = zip(sent, receipts).compactMap { Feedback($0, receipt: $1) }
            return stored.count == sent.count ? stored : nil
        }
    }

    private static func item(_ feedback: NewFeedback) -> RawJSON {
        let item = JSONWriter.object(capacity: feedback.payload.bytes.count + 512) { writer in
            if let id = feedback.id { writer.member("id", id) }
            writer.member("project_id", feedback.projectID)
            writer.member("weave_ref", feedback.weaveRef)
            writer.member("feedback_type", feedback.feedbackType)
            writer.member("payload", feedback.payload)
            if let creator = feedback.creator { writer.member("creator", creator) }
        }
        return item.setting(feedback.details.members().map { ($0.name, $0.value) })
    }

    /// Finds feedback; all of it comes in one answer, which may be as long as a call.
    public func feedback(matching query: FeedbackQuery) async throws -> [Feedback] {
        // On the wire an empty list filters nothing; here it finds nothing.
        if query.weaveRefs == [] { return [] }
        return try await self.parse(self.answer(to: "/feedback/query", Self.request(for: query))) { answer in
            try? answer["result"]?.elements().map { row throws(TraceError) in try Feedback(wire: row) }
        }
    }

    public func feedbackCount(of query: FeedbackQuery) async throws -> Int {
        if query.weaveRefs == [] { return 0 }
        let request = Self.request(for: query, counting: true)
        return try await self.parse(self.answer(to: "/feedback/query", request)) { answer in
            answer["result"]?.elements().first?[FeedbackRequest.countName]?.integer
        }
    }

    public func purgeFeedback(_ ids: [String], in projectID: String) async throws {
        // A condition may have only so many operands.
        for start in stride(from: 0, to: ids.count, by: Self.purgeCount) {
            let part = ids[start..<min(start + Self.purgeCount, ids.count)]
            let condition = QueryExpression.any(
                part.map { .expression(.comparison(.equal, .field(.column("id", .text)), .literal(.text($0)))) })
            let body = JSONWriter.object { writer in
                writer.member("project_id", projectID)
                writer.member("query", condition.wire)
            }
            _ = try await self.answer(to: "/feedback/purge", body)
        }
    }

    private static let purgeCount = 1000

    private static func request(for query: FeedbackQuery, counting: Bool = false) -> RawJSON {
        var conditions: [QueryOperand] = query.expression.map { [.expression($0)] } ?? []
        if let refs = query.weaveRefs {
            conditions.append(.expression(.membership(.field(.column("weave_ref", .text)), refs.map { .text($0) })))
        }
        let sort = query.sort.isEmpty ? [QuerySort(.column("created_at", .time))] : query.sort
        return JSONWriter.object { writer in
            writer.member("project_id", query.projectID)
            if counting { writer.array("fields") { $0.write(FeedbackRequest.countName) } }
            if !conditions.isEmpty { writer.member("query", QueryExpression.all(conditions).wire) }
            writer.member("sort_by", sort.wire)
            if let limit = query.limit { writer.member("limit", limit) }
            if query.offset != 0 { writer.member("offset", query.offset) }
        }
    }
}

extension Feedback {
    /// What was sent, as the server says that it stored it; `nil` where it does not say it.
    fileprivate init?(_ sent: NewFeedback, receipt: RawJSON) {
        guard let id = receipt["id"]?.string, let payload = receipt["payload"], payload.kind == .object,
            let createdAt = receipt["created_at"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        self.init(
            id: id, projectID: sent.projectID, weaveRef: sent.weaveRef, feedbackType: sent.feedbackType,
            payload: payload, creator: sent.creator, userID: receipt["wb_user_id"]?.string, createdAt: createdAt,
            details: sent.details)
    }
}

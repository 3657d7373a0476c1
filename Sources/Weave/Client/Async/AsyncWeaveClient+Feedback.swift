public import TreadleCore
public import TreadleTrace

extension AsyncWeaveClient {
    public func feedback(
        on target: some Referable, type: String, payload: JSONValue, creator: String? = nil
    ) async throws -> Feedback {
        // An identifier of ours lets the request be sent again.
        let feedback = NewFeedback(
            id: UUIDv7.make(), projectID: self.projectID, weaveRef: try self.resolved(target).text, feedbackType: type,
            payload: RawJSON(payload), creator: creator)
        guard let stored = try await self.ask({ try await $0.createFeedback([feedback]) }).first else {
            throw TraceError(.unavailable, "the trace server did not say that it stored the feedback; try again")
        }
        return stored
    }

    public func addReaction(
        _ emoji: String, to target: some Referable, creator: String? = nil
    ) async throws -> Feedback {
        try await self.feedback(
            on: target, type: FeedbackFilter.reaction, payload: ["emoji": .string(emoji)], creator: creator)
    }

    public func addNote(_ note: String, to target: some Referable, creator: String? = nil) async throws -> Feedback {
        try await self.feedback(
            on: target, type: FeedbackFilter.note, payload: ["note": .string(note)], creator: creator)
    }

    public func feedback(
        matching filter: FeedbackFilter = FeedbackFilter(), limit: Int? = nil, offset: Int = 0
    ) async throws -> [Feedback] {
        var filter = filter
        filter.refs = try filter.refs?.map { try self.resolved($0).text }
        guard var query = filter.query(in: self.projectID) else { return [] }
        query.limit = limit
        query.offset = offset
        return try await self.ask { [query] in try await $0.feedback(matching: query) }
    }

    public func removeFeedback(_ ids: [String]) async throws {
        try await self.ask { try await $0.purgeFeedback(ids, in: self.projectID) }
    }
}

public import TreadleCore
public import TreadleTrace

extension WeaveClient {
    public func feedback(
        on target: some Referable, type: String, payload: JSONValue, creator: String? = nil
    ) throws -> Feedback {
        try self.wait { try await $0.feedback(on: target, type: type, payload: payload, creator: creator) }
    }

    public func addReaction(
        _ emoji: String, to target: some Referable, creator: String? = nil
    ) throws -> Feedback {
        try self.wait { try await $0.addReaction(emoji, to: target, creator: creator) }
    }

    public func addNote(_ note: String, to target: some Referable, creator: String? = nil) throws -> Feedback {
        try self.wait { try await $0.addNote(note, to: target, creator: creator) }
    }

    public func feedback(
        matching filter: FeedbackFilter = FeedbackFilter(), limit: Int? = nil, offset: Int = 0
    ) throws -> [Feedback] {
        try self.wait { try await $0.feedback(matching: filter, limit: limit, offset: offset) }
    }

    public func removeFeedback(_ ids: [String]) throws { try self.wait { try await $0.removeFeedback(ids) } }
}

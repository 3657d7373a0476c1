// What a server does not answer yet. This file goes when every server answers everything.

extension TraceError {
    fileprivate static var unserved: TraceError { TraceError(.notFound, "this server does not answer that yet") }
}

extension CallStore {
    public func write(_ writes: [CallWrite]) async throws { throw TraceError.unserved }
    public func rename(callID: String, in projectID: String, to displayName: String?) async throws {
        throw TraceError.unserved
    }
    public func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int { throw TraceError.unserved }
    public func count(of query: CallQuery) async throws -> CallCount { throw TraceError.unserved }
}

extension FeedbackStore {
    public func createFeedback(_ feedback: [NewFeedback]) async throws -> [Feedback] { throw TraceError.unserved }
    public func feedback(matching query: FeedbackQuery) async throws -> [Feedback] { throw TraceError.unserved }
    public func feedbackCount(of query: FeedbackQuery) async throws -> Int { throw TraceError.unserved }
    public func purgeFeedback(_ ids: [String], in projectID: String) async throws { throw TraceError.unserved }
}

extension CostStore {
    public func createPrices(_ prices: [ModelPrice]) async throws -> [String] { throw TraceError.unserved }
    public func prices(in projectID: String) async throws -> [ModelPrice] { throw TraceError.unserved }
    public func purgePrices(_ ids: [String], in projectID: String) async throws { throw TraceError.unserved }
}

extension ProjectStore {
    public func statistics(ofProject projectID: String) async throws -> ProjectStatistics { throw TraceError.unserved }
    public func retentionDays(ofProject projectID: String) async throws -> Int? { throw TraceError.unserved }
    public func setRetentionDays(_ days: Int?, ofProject projectID: String) async throws { throw TraceError.unserved }
}

internal import Synchronization
public import TreadleTrace

extension InMemoryTraceStore: CallStore {
    public func record(_ calls: [Call]) async throws {
        self.state.withLock { $0.calls.record(calls) }
        self.recorded.yield(calls)
    }

    public func calls(matching query: CallQuery) async throws -> [Call] {
        try self.state.withLock { try $0.calls.rows(matching: query, in: $0.aroundCalls).map(\.call) }
    }

    public func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage {
        CallPage(rows: try self.state.withLock { try $0.calls.rows(matching: query, in: $0.aroundCalls) })
    }

    public func count(of query: CallQuery) async throws -> CallCount {
        try self.state.withLock { try $0.calls.count(of: query, in: $0.aroundCalls) }
    }
}

extension InMemoryTraceStore.State {
    /// What queries on calls ask the other parts.
    fileprivate var aroundCalls: InMemoryCalls.Surroundings {
        InMemoryCalls.Surroundings(feedback: { self.feedback.on($0) })
    }
}

internal import Synchronization
public import TreadleTrace

extension InMemoryTraceStore: CallStore {
    public func record(_ calls: [Call]) async throws {
        self.state.withLock { $0.calls.record(calls) }
        self.recorded.yield(calls)
    }

    public func write(_ writes: [CallWrite]) async throws {
        self.state.withLock { $0.calls.write(writes) }
        self.recorded.yield(
            writes.compactMap { write in
                if case .complete(let call) = write { call } else { nil }
            })
    }

    public func rename(callID: String, in projectID: String, to displayName: String?) async throws {
        self.state.withLock { $0.calls.rename(callID, in: projectID, to: displayName) }
    }

    public func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int {
        self.state.withLock { $0.calls.delete(ids, in: projectID) }
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
        let resolver = RefResolver(InMemoryRefSource(self))
        return InMemoryCalls.Surroundings(
            feedback: { self.feedback.on($0) },
            value: { (try? resolver.valueIfThere(of: $0)) ?? nil },
            expiry: { self.projects.retention(of: $0.projectID)?.end(ofCallFrom: $0.startedAt) })
    }
}

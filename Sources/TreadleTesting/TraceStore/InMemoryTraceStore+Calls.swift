internal import Synchronization
public import TreadleTrace

extension InMemoryTraceStore: CallStore {
    public func record(_ calls: [Call]) async throws {
        self.state.withLock { $0.calls.record(calls) }
        self.recorded.yield(calls)
    }

    public func calls(matching query: CallQuery) async throws -> [Call] {
        try self.state.withLock { try $0.calls.calls(matching: query) }
    }
}

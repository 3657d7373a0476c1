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
        try self.state.withLock { try $0.calls.calls(matching: query) }
    }

    public func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage {
        try self.state.withLock { state in
            CallPage(
                rows: try state.calls.calls(matching: query).map { call in
                    let retention = state.projects.retention(of: call.projectID)
                    return CallRow(call, expiresAt: retention?.end(ofCallFrom: call.startedAt))
                })
        }
    }
}

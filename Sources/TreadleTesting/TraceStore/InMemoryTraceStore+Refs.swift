internal import Synchronization
public import TreadleCore
public import TreadleTrace

extension InMemoryTraceStore: RefStore {
    public func values(of refs: [String]) async throws -> [RawJSON] {
        let batch = try RefBatch(refs)
        return try self.state.withLock { try batch.values(from: InMemoryRefSource($0)) }
    }
}

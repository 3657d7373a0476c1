public import TreadleCore
public import TreadleTrace

extension SQLiteTraceStore: RefStore {
    public func values(of refs: [String]) async throws -> [RawJSON] {
        let batch = try RefBatch(refs)
        return try await self.read { try batch.values(from: SQLiteRefSource($0)) }
    }
}

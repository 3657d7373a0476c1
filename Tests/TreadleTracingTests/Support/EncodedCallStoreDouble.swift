import Synchronization
import TreadleCore
import TreadleTrace

/// A store that takes calls as the wire has them, and hands what is in them to another.
struct EncodedCallStoreDouble: EncodedCallStore {
    let base: RecordingCallStore

    func record(_ calls: EncodedCalls) async throws {
        let batch = try RawJSON(calls.body)["batch"]?.elements() ?? []
        let decoded = try batch.map { try Call(wire: $0) }
        precondition(decoded.count == calls.count && decoded.allSatisfy { $0.projectID == calls.projectID })
        try await self.base.record(decoded)
    }

    func record(_ calls: [Call]) async throws { try await self.base.record(calls) }

    func write(_ writes: [CallWrite]) async throws { try await self.base.write(writes) }

    func rename(callID: String, in projectID: String, to displayName: String?) async throws {
        try await self.base.rename(callID: callID, in: projectID, to: displayName)
    }

    func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int {
        try await self.base.deleteCalls(ids, in: projectID)
    }

    func calls(matching query: CallQuery) async throws -> [Call] { try await self.base.calls(matching: query) }

    func count(of query: CallQuery) async throws -> CallCount { try await self.base.count(of: query) }
}

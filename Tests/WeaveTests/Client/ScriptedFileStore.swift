import Synchronization
import TreadleCore
import TreadleTesting
import TreadleTrace

/// A store that notes in which order files and calls came, and takes no files when it is told so.
final class ScriptedFileStore: EncodedCallStore, FileStore {
    private struct State {
        var steps: [String] = []
        var failure: TraceError?
    }

    private let base = InMemoryTraceStore()
    private let state = Mutex(State())

    var steps: [String] { self.state.withLock { $0.steps } }

    /// What the next files are answered.
    func fail(with error: TraceError?) { self.state.withLock { $0.failure = error } }

    func createFile(
        _ content: ArraySlice<UInt8>, name: String, in projectID: String, expecting expectedDigest: String?
    ) async throws -> String {
        if let failure = self.state.withLock({ $0.failure }) { throw failure }
        self.state.withLock { $0.steps.append(name) }
        return try await self.base.createFile(content, name: name, in: projectID, expecting: expectedDigest)
    }

    func write(_ writes: [CallWrite]) async throws {
        self.state.withLock { $0.steps.append("write \(writes.count)") }
        try await self.base.write(writes)
    }

    func record(_ calls: EncodedCalls) async throws {
        let batch = try RawJSON(calls.body)["batch"]?.elements() ?? []
        self.state.withLock { $0.steps.append("encoded \(batch.count)") }
        try await self.base.record(batch.map { try Call(wire: $0) })
    }

    func record(_ calls: [Call]) async throws { try await self.write(calls.map(CallWrite.complete)) }

    func sizeOfFile(_ digest: String, in projectID: String) async throws -> Int {
        try await self.base.sizeOfFile(digest, in: projectID)
    }

    func chunk(ofFile digest: String, in projectID: String, from offset: Int) async throws -> ArraySlice<UInt8> {
        try await self.base.chunk(ofFile: digest, in: projectID, from: offset)
    }

    func totalFileSize(in projectID: String) async throws -> Int { try await self.base.totalFileSize(in: projectID) }

    func rename(callID: String, in projectID: String, to displayName: String?) async throws {
        try await self.base.rename(callID: callID, in: projectID, to: displayName)
    }

    func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int {
        try await self.base.deleteCalls(ids, in: projectID)
    }

    func calls(matching query: CallQuery) async throws -> [Call] { try await self.base.calls(matching: query) }

    func count(of query: CallQuery) async throws -> CallCount { try await self.base.count(of: query) }
}

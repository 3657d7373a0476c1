import Synchronization
import TreadleCore
import TreadleTrace

/// A store that keeps what it is given, and fails or stalls when told to.
final class RecordingCallStore: CallStore {
    private struct State {
        var calls: [Call] = []
        var failures: [any Error] = []
        var refused: Set<String> = []
        var isStalled = false
        var stalled: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    /// The batches that were stored, in order. For one consumer.
    let batches: AsyncStream<[Call]>
    /// A value for each attempt, at its start. For one consumer.
    let attempts: AsyncStream<Int>
    private let stored: AsyncStream<[Call]>.Continuation
    private let attempted: AsyncStream<Int>.Continuation

    init() {
        (self.batches, self.stored) = AsyncStream.makeStream()
        (self.attempts, self.attempted) = AsyncStream.makeStream()
    }

    /// All calls in the order they came, those that came twice included.
    var calls: [Call] { self.state.withLock { $0.calls } }

    /// The next attempts fail with these.
    func failNext(_ errors: [any Error]) { self.state.withLock { $0.failures += errors } }

    /// A batch with one of these calls is refused as invalid.
    func refuse(_ ids: Set<String>) { self.state.withLock { $0.refused = ids } }

    /// Attempts wait until ``resume()``, or until they are cancelled.
    func stall() { self.state.withLock { $0.isStalled = true } }

    func resume() {
        let waiting = self.state.withLock { state in
            state.isStalled = false
            defer { state.stalled = [] }
            return state.stalled
        }
        for continuation in waiting { continuation.resume() }
    }

    func record(_ calls: [Call]) async throws {
        self.attempted.yield(calls.count)
        await self.waitWhileStalled()
        try Task.checkCancellation()
        try self.state.withLock { state in
            if !state.failures.isEmpty { throw state.failures.removeFirst() }
            if calls.contains(where: { state.refused.contains($0.id) }) { throw TraceError(.invalidRequest, "refused") }
            state.calls += calls
        }
        self.stored.yield(calls)
    }

    private func waitWhileStalled() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOpen = self.state.withLock { state in
                    if !state.isStalled || Task.isCancelled { return true }
                    state.stalled.append(continuation)
                    return false
                }
                if isOpen { continuation.resume() }
            }
        } onCancel: {
            let waiting = self.state.withLock { state in
                defer { state.stalled = [] }
                return state.stalled
            }
            for continuation in waiting { continuation.resume() }
        }
    }

    func calls(matching query: CallQuery) async throws -> [Call] { self.calls }

    func write(_ writes: [CallWrite]) async throws {
        try await self.record(
            writes.compactMap { write in
                if case .complete(let call) = write { call } else { nil }
            })
    }

    func rename(callID: String, in projectID: String, to displayName: String?) async throws {
        self.state.withLock { state in
            for index in state.calls.indices where state.calls[index].id == callID {
                state.calls[index].displayName = displayName
            }
        }
    }

    func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int {
        self.state.withLock { state in
            let before = state.calls.count
            state.calls.removeAll { ids.contains($0.id) }
            return before - state.calls.count
        }
    }

    func count(of query: CallQuery) async throws -> CallCount { CallCount(count: self.calls.count) }
}

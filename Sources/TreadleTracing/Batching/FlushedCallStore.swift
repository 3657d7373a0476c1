public import TreadleTrace

/// A store as its batcher's recorder sees it: what was recorded before a question is part of the answer.
///
/// A store that takes nothing for a while, because its disk is full, say, can still be read: then the answer is what it
/// has.
public struct FlushedCallStore: CallStore {
    private let store: any CallStore
    private let batcher: CallBatcher
    private let patience: Duration

    /// Looks at a store through the batcher that fills it.
    ///
    /// - Parameter patience: How long a question waits for the batcher, by its clock.
    public init(_ store: any CallStore, batcher: CallBatcher, patience: Duration = .seconds(2)) {
        self.store = store
        self.batcher = batcher
        self.patience = patience
    }

    public func record(_ calls: [Call]) async throws { try await self.store.record(calls) }

    public func write(_ writes: [CallWrite]) async throws {
        // A whole call or a start says all there is to say. An end adds to what is known, and so it must be known.
        if writes.contains(where: \.isEnd) { try await self.flush() }
        try await self.store.write(writes)
    }

    public func rename(callID: String, in projectID: String, to displayName: String?) async throws {
        try await self.flush()
        try await self.store.rename(callID: callID, in: projectID, to: displayName)
    }

    public func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int {
        try await self.flush()
        return try await self.store.deleteCalls(ids, in: projectID)
    }

    public func count(of query: CallQuery) async throws -> CallCount {
        try await self.flush()
        return try await self.store.count(of: query)
    }

    public func calls(matching query: CallQuery) async throws -> [Call] {
        try await self.flush()
        return try await self.store.calls(matching: query)
    }

    public func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage {
        // Later pages belong to the question that the first one answered.
        if position == nil { try await self.flush() }
        return try await self.store.page(of: query, after: position)
    }

    /// Waits for what was recorded so far, but not for ever; a batcher that has stopped has nothing more to give.
    private func flush() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await self.batcher.flush()
                } catch let error as WeaveError where error.code == .stopped {
                    return
                }
            }
            group.addTask { try await self.batcher.clock.sleep(for: self.patience) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}

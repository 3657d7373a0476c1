public import TreadleTrace

/// A store as its batcher's recorder sees it: what was recorded before a question is part of the answer.
public struct FlushedCallStore: CallStore {
    private let store: any CallStore
    private let batcher: CallBatcher

    /// Looks at a store through the batcher that fills it.
    public init(_ store: any CallStore, batcher: CallBatcher) {
        self.store = store
        self.batcher = batcher
    }

    public func record(_ calls: [Call]) async throws { try await self.store.record(calls) }

    public func calls(matching query: CallQuery) async throws -> [Call] {
        try await self.flush()
        return try await self.store.calls(matching: query)
    }

    public func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage {
        // Later pages belong to the question that the first one answered.
        if position == nil { try await self.flush() }
        return try await self.store.page(of: query, after: position)
    }

    /// Waits for what was recorded so far; a batcher that has stopped has nothing more to give.
    private func flush() async throws {
        do {
            try await self.batcher.flush()
        } catch let error as WeaveError where error.code == .stopped {
            return
        }
    }
}

/// A store that tells a feed what was recorded, once it is.
public struct ObservedCallStore<Base: CallStore>: CallStore {
    /// The store that keeps the calls.
    public let base: Base
    /// Where they are told.
    public let feed: CallFeed

    /// Wraps a store.
    public init(_ base: Base, feed: CallFeed) {
        self.base = base
        self.feed = feed
    }

    public func record(_ calls: [Call]) async throws {
        try await self.base.record(calls)
        self.feed.publish(calls)
    }

    public func write(_ writes: [CallWrite]) async throws {
        try await self.base.write(writes)
        self.feed.publish(
            writes.compactMap { write in
                if case .complete(let call) = write { call } else { nil }
            })
    }

    public func rename(callID: String, in projectID: String, to displayName: String?) async throws {
        try await self.base.rename(callID: callID, in: projectID, to: displayName)
    }

    public func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int {
        try await self.base.deleteCalls(ids, in: projectID)
    }

    public func count(of query: CallQuery) async throws -> CallCount { try await self.base.count(of: query) }

    public func calls(matching query: CallQuery) async throws -> [Call] {
        try await self.base.calls(matching: query)
    }

    public func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage {
        try await self.base.page(of: query, after: position)
    }
}

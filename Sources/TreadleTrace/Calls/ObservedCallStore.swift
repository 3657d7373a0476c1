/// A store that tells a feed what was recorded, once it is.
///
/// The feed hears of calls that were recorded whole, and of those that a start or an end completed. A call that is said
/// again may be told again; a late copy of one that was deleted is not told when it came in halves.
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
        self.tell(calls)
    }

    public func write(_ writes: [CallWrite]) async throws {
        try await self.base.write(writes)
        guard self.feed.subscriberCount > 0 else { return }
        // A start and an end that came together are a whole call, too.
        let joined = writes.joiningEnds()
        self.tell(
            joined.compactMap { write in
                if case .complete(let call) = write { call } else { nil }
            })
        await self.tellCompleted(by: joined)
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

    private func tell(_ calls: [Call]) {
        guard !calls.isEmpty, self.feed.subscriberCount > 0 else { return }
        // A listener may be slow, and must not hold on to the whole request that a call was a part of.
        self.feed.publish(calls.map(\.standingAlone))
    }

    /// Tells the calls that halves of them have made whole: they are read back, since the other half is in the store.
    private func tellCompleted(by writes: [CallWrite]) async {
        var ids: [ExactText: [String]] = [:]
        for write in writes {
            if case .complete = write { continue }
            ids[ExactText(write.key.projectID), default: []].append(write.key.id)
        }
        for (project, ids) in ids {
            for start in stride(from: 0, to: ids.count, by: 500) {
                let query = CallQuery(projectID: project.text, ids: Array(ids[start..<min(start + 500, ids.count)]))
                await self.tellEnded(of: query)
            }
        }
    }

    private func tellEnded(of query: CallQuery) async {
        var position: CallPage.Position?
        repeat {
            // What was written is written: that it cannot be read back is no error of the write.
            guard let page = try? await self.base.page(of: query, after: position) else { return }
            self.feed.publish(page.calls.filter { $0.endedAt != nil })
            position = page.next
        } while position != nil
    }
}

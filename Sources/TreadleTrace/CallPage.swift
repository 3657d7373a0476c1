public import TreadleCore

/// A part of what a query finds, so that an answer of any length can be handed on without holding all of it.
public struct CallPage: Sendable {
    /// The calls of this part, in the query's order.
    public var calls: [Call]
    /// Where the next part starts; `nil` when this is the last one.
    public var next: Position?

    /// Makes a page.
    public init(calls: [Call], next: Position? = nil) {
        self.calls = calls
        self.next = next
    }

    /// A place in a query's result: behind a call.
    ///
    /// A call recorded while somebody reads page by page shows up if its place is still ahead; none shows up twice.
    public struct Position: Sendable, Hashable {
        /// The start of the call that this is behind.
        public var startedAt: Timestamp
        /// The identifier of that call.
        public var id: String
        /// How many calls lie before this place, those that the query's offset leaves out not counted.
        public var count: Int

        /// Makes a position.
        public init(startedAt: Timestamp, id: String, count: Int) {
            self.startedAt = startedAt
            self.id = id
            self.count = count
        }
    }
}

extension CallStore {
    /// Everything in one page: for stores that have it all at hand.
    public func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage {
        CallPage(calls: try await self.calls(matching: query))
    }
}

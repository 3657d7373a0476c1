package import TreadleCore

/// A part of what a query finds, so that an answer of any length can be handed on without holding all of it.
public struct CallPage: Sendable {
    /// What was found, in the query's order.
    public var rows: [CallRow]
    /// Where the next part starts; `nil` when this is the last one.
    public var next: Position?

    /// Makes a page.
    public init(rows: [CallRow], next: Position? = nil) {
        self.rows = rows
        self.next = next
    }

    /// Makes a page of calls about which nothing more was asked.
    public init(calls: [Call], next: Position? = nil) {
        self.init(rows: calls.map { CallRow($0) }, next: next)
    }

    /// The calls of this part.
    public var calls: [Call] { self.rows.map(\.call) }

    /// A place in a query's result, for the store that made it.
    ///
    /// A call recorded while somebody reads page by page shows up if its place is still ahead; none shows up twice.
    public struct Position: Sendable, Hashable {
        package enum Place: Sendable, Hashable {
            /// Behind a call, where the order is by start and identifier; `count` calls lie before it, those that the
            /// query's offset leaves out not counted.
            case behind(startedAt: Timestamp, id: String, count: Int)
            /// Before these rows of the store, for any other order. (A slice: page by page, nothing is copied.)
            case before(ArraySlice<Int64>)
        }

        package var place: Place

        package init(_ place: Place) { self.place = place }
    }
}

extension CallStore {
    /// Everything in one page: for stores that have it all at hand.
    public func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage {
        CallPage(calls: try await self.calls(matching: query))
    }
}

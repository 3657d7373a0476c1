/// A part of what a query finds, so that an answer of any length can be handed on without holding all of it.
public struct FeedbackPage: Sendable {
    /// What was found, in the query's order.
    public var feedback: [Feedback]
    /// Where the next part starts; `nil` when this is the last one.
    public var next: Position?

    /// Makes a page.
    public init(_ feedback: [Feedback], next: Position? = nil) {
        self.feedback = feedback
        self.next = next
    }

    /// A place in a query's result, for the store that made it: before these rows of the store.
    ///
    /// What is stored while somebody reads page by page does not show up; what is purged may be missing.
    public struct Position: Sendable, Hashable {
        package var keys: ArraySlice<Int64>

        package init(keys: ArraySlice<Int64>) { self.keys = keys }
    }
}

extension FeedbackStore {
    /// Everything in one page: for stores that have it all at hand.
    public func page(of query: FeedbackQuery, after position: FeedbackPage.Position?) async throws -> FeedbackPage {
        FeedbackPage(try await self.feedback(matching: query))
    }
}

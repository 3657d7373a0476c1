/// A part of what a query finds, so that an answer of any length can be handed on without holding all of it.
public struct ObjectPage: Sendable {
    /// What was found, in the query's order.
    public var versions: [ObjectVersion]
    /// Where the next part starts; `nil` when this is the last one.
    public var next: Position?

    /// Makes a page.
    public init(versions: [ObjectVersion], next: Position? = nil) {
        self.versions = versions
        self.next = next
    }

    /// A place in a query's result, for the store that made it.
    ///
    /// What is found is settled with the first page; a version deleted since is left out of a later one.
    public struct Position: Sendable, Hashable {
        /// The rows of the store that are still to come.
        package var rest: ArraySlice<Int64>

        package init(_ rest: ArraySlice<Int64>) { self.rest = rest }
    }
}

extension ObjectStore {
    /// Everything in one page: for stores that have it all at hand.
    public func page(of query: ObjectQuery, after position: ObjectPage.Position?) async throws -> ObjectPage {
        ObjectPage(versions: try await self.objects(matching: query))
    }
}

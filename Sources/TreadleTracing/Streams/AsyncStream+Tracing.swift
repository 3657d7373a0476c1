extension AsyncStream where Element: Sendable {
    /// A stream of a traced stream's elements: for functions that say in their type that they return one.
    ///
    /// The call ends as it does with the traced sequence, which is not to be iterated beside this.
    public init(_ traced: TracedSequence<AsyncStream<Element>>) {
        // It lives as long as the closure: until the end, or until nobody has the stream any more.
        let iteration = traced.trace.map { StreamTrace<Element>.Iteration($0) }
        self.init(unfolding: {
            // Streams hand out each element once, whatever iterator asks.
            var iterator = traced.makeAsyncIterator(in: iteration)
            return await iterator.next()
        })
    }
}

extension AsyncThrowingStream where Element: Sendable, Failure == any Error {
    /// A stream of a traced stream's elements: for functions that say in their type that they return one.
    ///
    /// The call ends as it does with the traced sequence, which is not to be iterated beside this.
    public init(_ traced: TracedSequence<AsyncThrowingStream<Element, any Error>>) {
        let iteration = traced.trace.map { StreamTrace<Element>.Iteration($0) }
        self.init(unfolding: {
            var iterator = traced.makeAsyncIterator(in: iteration)
            return try await iterator.next()
        })
    }
}

// A function that returns a stream must return one: the traced sequence is read by another stream, as it is asked for
// elements. It goes when that goes, and so is known to be abandoned.
extension TracedFunction {
    /// Runs the body of a function that returns a stream; the call ends when that does.
    public func call<Element: Sendable, Failure: Error>(
        _ inputs: @autoclosure () -> CallInputs, body: () async throws(Failure) -> AsyncStream<Element>
    ) async throws(Failure) -> AsyncStream<Element> {
        try await self.op.call(inputs) { (call: OpenCall) async throws(Failure) -> AsyncStream<Element> in
            self.stream(try await body(), in: call)
        }
    }

    /// Runs the body of a synchronous function that returns a stream; the call ends when that does.
    public func call<Element: Sendable, Failure: Error>(
        _ inputs: @autoclosure () -> CallInputs, body: () throws(Failure) -> AsyncStream<Element>
    ) throws(Failure) -> AsyncStream<Element> {
        try self.op.call(inputs) { (call: OpenCall) throws(Failure) -> AsyncStream<Element> in
            self.stream(try body(), in: call)
        }
    }

    /// Runs the body of a function that returns a stream that may fail; the call ends when that does.
    public func call<Element: Sendable, Failure: Error>(
        _ inputs: @autoclosure () -> CallInputs,
        body: () async throws(Failure) -> AsyncThrowingStream<Element, any Error>
    ) async throws(Failure) -> AsyncThrowingStream<Element, any Error> {
        try await self.op.call(inputs) {
            (call: OpenCall) async throws(Failure) -> AsyncThrowingStream<Element, any Error> in
            self.stream(try await body(), in: call)
        }
    }

    /// Runs the body of a synchronous function that returns a stream that may fail; the call ends when that does.
    public func call<Element: Sendable, Failure: Error>(
        _ inputs: @autoclosure () -> CallInputs, body: () throws(Failure) -> AsyncThrowingStream<Element, any Error>
    ) throws(Failure) -> AsyncThrowingStream<Element, any Error> {
        try self.op.call(inputs) { (call: OpenCall) throws(Failure) -> AsyncThrowingStream<Element, any Error> in
            self.stream(try body(), in: call)
        }
    }

    private func stream<Element: Sendable>(_ stream: AsyncStream<Element>, in call: OpenCall) -> AsyncStream<Element> {
        let traced = self.trace(stream, in: call)
        guard traced.callID != nil else { return stream }
        // It is never changed: all that iterators of a stream have is a reference to what they share, which is made for
        // several tasks, and so are calls. A copy reads on where another one stopped.
        nonisolated(unsafe) let first = traced.makeAsyncIterator()
        return AsyncStream {
            var iterator = first
            return await iterator.next()
        }
    }

    private func stream<Element: Sendable>(
        _ stream: AsyncThrowingStream<Element, any Error>, in call: OpenCall
    ) -> AsyncThrowingStream<Element, any Error> {
        let traced = self.trace(stream, in: call)
        guard traced.callID != nil else { return stream }
        // As above.
        nonisolated(unsafe) let first = traced.makeAsyncIterator()
        return AsyncThrowingStream {
            var iterator = first
            return try await iterator.next()
        }
    }
}

extension TracedFunction {
    /// Runs the body of a function that returns a sequence; the call ends when that does.
    public func sequence<Base: AsyncSequence, Failure: Error>(
        _ inputs: @autoclosure () -> CallInputs, body: () async throws(Failure) -> Base
    ) async throws(Failure) -> TracedSequence<Base> {
        try await self.op.call(inputs) { (call: OpenCall) async throws(Failure) -> TracedSequence<Base> in
            self.trace(try await body(), in: call)
        }
    }

    /// Runs the body of a synchronous function that returns a sequence; the call ends when that does.
    public func sequence<Base: AsyncSequence, Failure: Error>(
        _ inputs: @autoclosure () -> CallInputs, body: () throws(Failure) -> Base
    ) throws(Failure) -> TracedSequence<Base> {
        try self.op.call(inputs) { (call: OpenCall) throws(Failure) -> TracedSequence<Base> in
            self.trace(try body(), in: call)
        }
    }

    /// Runs the body of a function that returns a sequence of whatever type; the call ends when that does.
    public func sequence<Element, End: Error, Failure: Error>(
        _ inputs: @autoclosure () -> CallInputs,
        body: () async throws(Failure) -> any AsyncSequence<Element, End>
    ) async throws(Failure) -> any AsyncSequence<Element, End> {
        try await self.op.call(inputs) {
            (call: OpenCall) async throws(Failure) -> any AsyncSequence<Element, End> in
            self.erased(try await body(), in: call)
        }
    }

    /// Runs the body of a synchronous function that returns a sequence of whatever type; the call ends when that does.
    public func sequence<Element, End: Error, Failure: Error>(
        _ inputs: @autoclosure () -> CallInputs, body: () throws(Failure) -> any AsyncSequence<Element, End>
    ) throws(Failure) -> any AsyncSequence<Element, End> {
        try self.op.call(inputs) { (call: OpenCall) throws(Failure) -> any AsyncSequence<Element, End> in
            self.erased(try body(), in: call)
        }
    }

    func trace<Base: AsyncSequence>(_ sequence: Base, in call: OpenCall) -> TracedSequence<Base> {
        call.trace(sequence, accumulating: self.op.recordsOutput ? .collecting : .reducing(into: Int?.none) { _, _ in })
    }

    private func erased<Base: AsyncSequence>(
        _ sequence: Base, in call: OpenCall
    ) -> any AsyncSequence<Base.Element, Base.Failure> {
        self.trace(sequence, in: call)
    }
}

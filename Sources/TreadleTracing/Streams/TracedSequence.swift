internal import TreadleCore

/// A sequence whose end is that of the call which made it.
///
/// Each element is asked for within the call, so that what the producer traces is recorded beneath it; the code that
/// takes the elements stays where it is. At its end the call has the elements for its output, when it throws that error,
/// too; when its iterator is let go of before that, or its task is cancelled, the call is recorded as cancelled with
/// what came. Iterating a second time is not traced.
public struct TracedSequence<Base: AsyncSequence>: AsyncSequence {
    public typealias Element = Base.Element
    public typealias Failure = Base.Failure

    private let base: Base
    private let context: CallContext?
    let trace: StreamTrace<Base.Element>?

    init(untraced base: Base, in context: CallContext? = nil) {
        self.base = base
        self.context = context
        self.trace = nil
    }

    init(_ base: Base, trace: StreamTrace<Base.Element>) {
        self.base = base
        self.context = trace.call.context
        self.trace = trace
    }

    /// The identifier of the call; `nil` where it is not recorded.
    public var callID: String? { self.trace?.call.id }

    public func makeAsyncIterator() -> AsyncIterator {
        self.makeAsyncIterator(in: self.trace.map { .init($0) })
    }

    /// An iterator that shares what keeps the call open with others.
    func makeAsyncIterator(in iteration: StreamTrace<Base.Element>.Iteration?) -> AsyncIterator {
        AsyncIterator(base: self.base.makeAsyncIterator(), context: self.context, iteration: iteration)
    }

    /// Asks for elements within the call.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var base: Base.AsyncIterator
        fileprivate let context: CallContext?
        fileprivate let iteration: StreamTrace<Base.Element>.Iteration?

        public mutating func next() async throws(Base.Failure) -> Base.Element? {
            try await self.next(isolation: nil)
        }

        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(Base.Failure) -> Base.Element? {
            guard let context = self.context else { return try await self.base.next(isolation: actor) }
            // `withValue` rethrows anything, so that the error's type would be lost on the way.
            let result: Result<Base.Element?, Base.Failure> = await CallContext.$current.withValue(
                context,
                operation: {
                    do throws(Base.Failure) {
                        return .success(try await self.base.next(isolation: actor))
                    } catch {
                        return .failure(error)
                    }
                }, isolation: actor)
            guard let trace = self.iteration?.trace else { return try result.get() }
            switch result {
            case .success(let element?): trace.receive(element)
            // A sequence that ends in a cancelled task most likely ends because of that.
            case .success(nil): if Task.isCancelled { trace.cancel() } else { trace.finish() }
            case .failure(let error): trace.fail(error)
            }
            return try result.get()
        }
    }
}

extension TracedSequence: Sendable where Base: Sendable {}

extension OpenCall {
    /// Makes this call end when a sequence does, and not before; see ``TracedSequence``.
    ///
    /// For sequences that are made by hand: an op that returns one does this by itself. A closure of `withCall` that
    /// returns the traced sequence leaves the call open. Only the first sequence counts.
    public func trace<Base: AsyncSequence>(
        _ sequence: Base, accumulating accumulator: StreamAccumulator<Base.Element> = .collecting
    ) -> TracedSequence<Base> {
        guard self.handOverToSequence() else {
            return TracedSequence(untraced: sequence, in: self === Self.inert ? nil : self.context)
        }
        return TracedSequence(sequence, trace: StreamTrace(self, accumulator))
    }
}

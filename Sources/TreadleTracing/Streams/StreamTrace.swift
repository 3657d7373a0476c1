internal import Synchronization
internal import TreadleCore

/// A call that ends when a sequence does.
final class StreamTrace<Element>: Sendable {
    let call: OpenCall
    private let fold: any StreamFold<Element>
    private let iterators = Mutex(0)

    init(_ call: OpenCall, _ accumulator: StreamAccumulator<Element>) {
        self.call = call
        self.fold = accumulator.fold(call.rules)
    }

    // Nobody can ask for another element.
    deinit { self.abandon() }

    func receive(_ element: Element) {
        self.call.markFirstToken()
        self.fold.add(element)
    }

    func finish() {
        self.keepOutput()
        self.call.finish()
    }

    func fail(_ error: any Error) {
        self.keepOutput()
        self.call.fail(error)
    }

    /// Ends the call because nobody wants the rest, with what came.
    private func abandon() {
        self.keepOutput()
        self.call.cancel(reason: "the sequence was let go of before its end")
    }

    func cancel() {
        self.keepOutput()
        self.call.cancel()
    }

    private func keepOutput() {
        let isWanted = self.call.state.withLock { !$0.hasEnded && $0.output == nil }
        if isWanted, let output = self.fold.output() { self.call.setOutput(asIs: output) }
    }

    /// Stands for an iterator: when the last one is gone the sequence is abandoned, whoever still holds it.
    final class Iteration: Sendable {
        let trace: StreamTrace

        init(_ trace: StreamTrace) {
            self.trace = trace
            trace.iterators.withLock { $0 += 1 }
        }

        deinit {
            let left = self.trace.iterators.withLock { count in
                count -= 1
                return count
            }
            if left == 0 { self.trace.abandon() }
        }
    }
}

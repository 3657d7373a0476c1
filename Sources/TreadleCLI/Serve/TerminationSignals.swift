#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
internal import Synchronization

/// The signals that ask the process to end, from the moment this is made until ``stop()``.
///
/// The first one is an element, and asks for an orderly end. A later one means that somebody does not want to wait: it
/// ends the process at once, with the code a shell gives to such an end, also when everything else is stuck.
///
/// Make one at a time: a signal goes to the newest.
final class TerminationSignals: AsyncSequence, Sendable {
    typealias Element = TerminationSignal

    private let signals: [TerminationSignal]
    private let stream: AsyncStream<TerminationSignal>
    private let continuation: AsyncStream<TerminationSignal>.Continuation

    /// Takes the signals over from their default actions.
    ///
    /// - Parameter insist: What to do at the second signal, on a thread of its own; ends the process unless told
    ///   otherwise.
    init(
        _ signals: [TerminationSignal] = [.terminate, .interrupt],
        insist: @escaping @Sendable (TerminationSignal) -> Void = { _exit($0.exitCode) }
    ) {
        let (stream, continuation) = AsyncStream.makeStream(of: TerminationSignal.self)
        self.signals = signals
        self.stream = stream
        self.continuation = continuation
        let gate = FirstOnly()
        for signal in signals {
            SignalPipe.shared.at(signal.rawValue) {
                if gate.isFirst() { continuation.yield(signal) } else { insist(signal) }
            }
        }
    }

    /// Ends the sequence, and ignores the signals from now on.
    func stop() {
        for signal in self.signals { SignalPipe.shared.ignore(signal.rawValue) }
        self.continuation.finish()
    }

    func makeAsyncIterator() -> AsyncStream<TerminationSignal>.AsyncIterator { self.stream.makeAsyncIterator() }
}

/// Says yes once.
private final class FirstOnly: Sendable {
    private let wasAsked = Atomic(false)

    func isFirst() -> Bool { !self.wasAsked.exchange(true, ordering: .relaxed) }
}

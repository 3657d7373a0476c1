import Foundation
import Testing

@testable import TreadleCLI

/// With signals that do no harm by default, raised in this process.
@Suite(.serialized, .timeLimit(.minutes(1))) struct TerminationSignalsTests {
    @Test func `the first signal is an element, and a second one insists`() async throws {
        let (insisted, insist) = AsyncStream.makeStream(of: TerminationSignal.self)
        let (first, second) = (TerminationSignal(rawValue: SIGWINCH), TerminationSignal(rawValue: SIGURG))
        let signals = TerminationSignals([first, second]) { insist.yield($0) }
        defer { signals.stop() }

        #expect(kill(getpid(), first.rawValue) == 0)
        var received = signals.makeAsyncIterator()
        #expect(await received.next() == first)

        #expect(kill(getpid(), second.rawValue) == 0)
        var insistence = insisted.makeAsyncIterator()
        #expect(await insistence.next() == second)
    }

    @Test func `stopping ends the sequence`() async {
        let signals = TerminationSignals([TerminationSignal(rawValue: SIGWINCH)]) { _ in }
        signals.stop()
        var received = signals.makeAsyncIterator()

        #expect(await received.next() == nil)
    }

    @Test func `an end that was insisted on has the code that shells know`() {
        #expect(TerminationSignal.terminate.exitCode == 143)
        #expect(TerminationSignal.interrupt.exitCode == 130)
        #expect("\(TerminationSignal.interrupt)" == "SIGINT")
    }
}

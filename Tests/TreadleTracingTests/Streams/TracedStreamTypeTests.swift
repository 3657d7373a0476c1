import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

/// Traced streams that keep the type they had.
@Suite(.timeLimit(.minutes(1))) struct TracedStreamTypeTests {
    private let recorder = RecordingRecorder()
    private var tracer: Tracer { Tracer(projectID: "mill/looms", recorder: self.recorder) }

    private struct Torn: Error {}

    private func picks(_ count: Int) -> AsyncStream<Int> {
        AsyncStream { continuation in
            for pick in 0..<count { continuation.yield(pick) }
            continuation.finish()
        }
    }

    private func traced(_ name: String, _ count: Int) -> AsyncStream<Int> {
        self.tracer.withCall(name) { call in AsyncStream(call.trace(self.picks(count))) }
    }

    @Test func `the call ends when the stream does`() async {
        var all: [Int] = []
        for await pick in self.traced("weave", 3) {
            #expect(self.recorder.calls.isEmpty)
            all.append(pick)
        }
        #expect(all == [0, 1, 2])
        #expect(self.recorder.call("weave")?.output?.text == "[0,1,2]")
        #expect(self.recorder.call("weave")?.exception == nil)
    }

    @Test func `a stream that is let go of is a cancelled call, with what came`() async {
        for await pick in self.traced("some", 3) where pick == 1 { break }
        _ = self.traced("none", 3)
        #expect(self.recorder.call("some")?.isCancelled == true)
        #expect(self.recorder.call("some")?.output?.text == "[0,1]")
        #expect(self.recorder.call("none")?.isCancelled == true)
        #expect(self.recorder.call("none")?.output?.text == "[]")
    }

    @Test func `an error ends it, with what came`() async {
        let stream = self.tracer.withCall("weave") { call in
            AsyncThrowingStream(
                call.trace(
                    AsyncThrowingStream<Int, any Error> { continuation in
                        continuation.yield(7)
                        continuation.finish(throwing: Torn())
                    }))
        }
        await #expect(throws: Torn.self) { for try await _ in stream {} }
        #expect(self.recorder.call("weave")?.output?.text == "[7]")
        #expect(self.recorder.call("weave")?.exception == "Torn")
    }
}

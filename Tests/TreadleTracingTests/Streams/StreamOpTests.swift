import Synchronization
import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

@Suite(.timeLimit(.minutes(1))) struct StreamOpTests {
    private let recorder = RecordingRecorder()
    private var tracer: Tracer { Tracer(projectID: "mill/looms", recorder: self.recorder) }

    private struct Torn: Error, Equatable {}
    private final class Loom: Sendable {}

    /// Counts up, tracing each step, and may throw at the end.
    private struct Picks: AsyncSequence, Sendable {
        let count: Int
        var fails = false

        struct AsyncIterator: AsyncIteratorProtocol {
            let count: Int
            let fails: Bool
            var next = 0

            mutating func next(isolation actor: isolated (any Actor)?) async throws(Torn) -> Int? {
                await withCall("pick", inputs: ["number": self.next]) { _ in await Task.yield() }
                if self.next == self.count { if self.fails { throw Torn() } else { return nil } }
                self.next += 1
                return self.next
            }
        }

        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(count: self.count, fails: self.fails) }
    }

    @Test func `the call ends when the sequence does, with its elements`() async throws {
        let weave = Op("weave", inputs: "count") { (count: Int) in Picks(count: count) }
        let all = try await withTracer(self.tracer) {
            let picks = weave(3)
            #expect(self.recorder.calls.isEmpty)
            var all: [Int] = []
            for try await pick in picks {
                #expect(self.recorder.call("weave") == nil)
                #expect(CallContext.current?.callID == nil, "the consumer is not within the call")
                withCall("consume") { _ in }
                all.append(pick)
            }
            return all
        }
        #expect(all == [1, 2, 3])
        let call = try #require(self.recorder.call("weave"))
        #expect(call.inputs.text == #"{"count":3}"#)
        #expect(call.output?.text == "[1,2,3]")
        #expect(call.exception == nil)
        let picks = self.recorder.calls.filter { $0.opName == "pick" }
        #expect(picks.count == 4)
        #expect(picks.allSatisfy { $0.parentID == call.id })
        #expect(self.recorder.calls.filter { $0.opName == "consume" }.allSatisfy { $0.parentID == nil })
    }

    @Test func `an error ends it, with what came`() async {
        let weave = Op("weave") { (count: Int) in Picks(count: count, fails: true) }
        await withTracer(self.tracer) {
            var all: [Int] = []
            do throws(Torn) {
                for try await pick in weave(2) { all.append(pick) }
                Issue.record("nothing was thrown")
            } catch { #expect(error == Torn()) }
            #expect(all == [1, 2])
        }
        #expect(self.recorder.call("weave")?.exception == "Torn")
        #expect(self.recorder.call("weave")?.output?.text == "[1,2]")
    }

    @Test func `an abandoned sequence is a cancelled call, with what came`() async throws {
        let weave = Op("weave") { (count: Int) in Picks(count: count) }
        try await withTracer(self.tracer) {
            let picks = weave(9)
            for try await pick in picks where pick == 2 { break }
            // The iterator is gone, whoever still has the sequence.
            #expect(self.recorder.call("weave")?.isCancelled == true)
            withExtendedLifetime(picks) {}
        }
        let call = self.recorder.call("weave")
        #expect(call?.output?.text == "[1,2]")
        #expect(call?.exception == "Cancelled: the sequence was let go of before its end")
    }

    @Test func `a sequence that is never asked is a cancelled call`() {
        let weave = Op("weave") { (count: Int) in Picks(count: count) }
        withTracer(self.tracer) { _ = weave(9) }
        #expect(self.recorder.call("weave")?.isCancelled == true)
        #expect(self.recorder.call("weave")?.output?.text == "[]")
    }

    @Test func `a consumer that is cancelled makes a cancelled call`() async throws {
        let (steps, step) = AsyncStream<Int>.makeStream()
        let listen = Op("listen") { steps }
        let tracer = self.tracer
        let (arrived, arrive) = AsyncStream<Void>.makeStream()
        let task = Task {
            await withTracer(tracer) {
                for await _ in listen() { arrive.yield() }
            }
        }
        step.yield(7)
        for await _ in arrived { break }
        task.cancel()
        await task.value
        #expect(self.recorder.call("listen")?.isCancelled == true)
        #expect(self.recorder.call("listen")?.output?.text == "[7]")
    }

    @Test func `a body that throws or waits before there is a sequence is an op like any other`() async throws {
        let throwing = Op("throwing") { (isTorn: Bool) throws(Torn) in
            if isTorn { throw Torn() }
            return Picks(count: 1)
        }
        let waiting = Op("waiting") { (count: Int) async throws in
            await withCall("prepare") { _ in await Task.yield() }
            if count < 0 { throw Torn() }
            return Picks(count: count)
        }
        try await withTracer(self.tracer) {
            #expect(throws: Torn.self) { _ = try throwing(true) }
            await #expect(throws: Torn.self) { _ = try await waiting(-1) }
            for try await _ in try throwing(false) {}
            for try await _ in try await waiting(2) {}
        }
        let throwingCalls = self.recorder.calls.filter { $0.opName == "throwing" }
        #expect(throwingCalls.map(\.exception) == ["Torn", nil])
        #expect(throwingCalls.map { $0.output?.text } == [nil, "[1]"])
        let calls = self.recorder.calls.filter { $0.opName == "waiting" }
        #expect(calls.map(\.exception) == ["Torn", nil])
        let parents = self.recorder.calls.filter { $0.opName == "prepare" }.map(\.parentID)
        #expect(parents == calls.map(\.id))
    }

    @Test func `elements may be put together`() async throws {
        let spell = Op("spell", accumulating: .reducing(into: "") { text, part in text += part }) { (word: String) in
            AsyncStream<String> { continuation in
                for letter in word { continuation.yield(String(letter)) }
                continuation.finish()
            }
        }
        await withTracer(self.tracer) { for await _ in spell("twill") {} }
        #expect(self.recorder.call("spell")?.output?.string == "twill")
    }

    @Test func `elements that are not Encodable are counted`() async {
        let looms = Op("looms") {
            AsyncStream<Loom> { continuation in
                for _ in 0..<3 { continuation.yield(Loom()) }
                continuation.finish()
            }
        }
        await withTracer(self.tracer) { for await _ in looms() {} }
        #expect(self.recorder.call("looms")?.output?.string == "3 × <Loom>")
    }

    @Test func `no more elements are kept than the limits allow`() async throws {
        let counted = Op("counted") { (count: Int) in
            AsyncStream<Int> { continuation in
                for number in 0..<count { continuation.yield(number % 10) }
                continuation.finish()
            }
        }
        let large = Op("large") { (count: Int) in
            AsyncStream<String> { continuation in
                for _ in 0..<count { continuation.yield(String(repeating: "w", count: 1 << 20)) }
                continuation.yield("small")
                continuation.finish()
            }
        }
        await withTracer(self.tracer) {
            for await _ in counted(100_000) {}
            for await _ in counted(100_002) {}
            for await _ in large(9) {}
        }
        let outputs = self.recorder.calls.map { $0.output?.elements() ?? [] }
        #expect(outputs[0].count == 100_000)
        #expect(outputs[0].last?.integer == 9)
        #expect(outputs[1].count == 100_001)
        #expect(outputs[1].last?.string == "2 more elements are not recorded")
        #expect(outputs[2].count == 8)
        #expect(outputs[2].last?.string == "3 more elements are not recorded")
    }

    @Test func `secrets are taken out of elements`() async {
        let pay = Op("pay", redacting: ["pin"]) {
            AsyncStream<[String: String]> { continuation in
                continuation.yield(["pin": "0000"])
                continuation.finish()
            }
        }
        await withTracer(self.tracer) { for await _ in pay() {} }
        #expect(self.recorder.call("pay")?.output?.text == #"[{"pin":"REDACTED"}]"#)
    }

    @Test func `untraced and unsampled sequences only pass through`() async throws {
        let weave = Op("weave", sampleRate: 0) { (count: Int) in Picks(count: count) }
        for tracer in [Tracer.disabled, self.tracer] {
            let count = try await withTracer(tracer) {
                var count = 0
                for try await _ in weave(3) { count += 1 }
                return count
            }
            #expect(count == 3)
        }
        #expect(self.recorder.calls.isEmpty)
    }

    @Test func `a call made by hand may end with a sequence, and a closure may return it`() async throws {
        let picks = self.tracer.withCall("weave", inputs: ["count": 2]) { call in call.trace(Picks(count: 2)) }
        #expect(self.recorder.calls.isEmpty)
        for try await _ in picks {}
        #expect(self.recorder.call("weave")?.output?.text == "[1,2]")
        for try await _ in picks {}
        #expect(self.recorder.calls.count { $0.opName == "weave" } == 1)

        let call = self.tracer.startCall("again")
        let first = call.trace(Picks(count: 1))
        let second = call.trace(Picks(count: 2))
        for try await _ in second {}
        #expect(self.recorder.call("again") == nil)
        for try await _ in first {}
        #expect(self.recorder.call("again")?.output?.text == "[1]")
    }

    @Test func `what a call's output was set to stays`() async throws {
        let call = self.tracer.startCall("weave")
        call.setOutput(encoding: "set")
        for try await _ in call.trace(Picks(count: 1)) {}
        #expect(self.recorder.call("weave")?.output?.string == "set")
    }

    @Test func `the consumer stays on its actor`() async throws {
        @MainActor func consume(_ picks: TracedSequence<Picks>) async throws {
            for try await _ in picks { MainActor.assertIsolated() }
        }
        let weave = Op("weave") { (count: Int) in Picks(count: count) }
        try await withTracer(self.tracer) { try await consume(weave(2)) }
        #expect(self.recorder.call("weave")?.output?.text == "[1,2]")
    }
}

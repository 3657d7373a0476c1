import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

/// Conversations and their turns, as Weave's Python client has them.
@Suite struct ThreadTests {
    private let recorder = RecordingRecorder()
    private var tracer: Tracer { Tracer(projectID: "mill/looms", recorder: self.recorder) }

    private func expect(_ name: String, thread: String?, turn: String?) {
        let call = self.recorder.call(name)
        #expect(call != nil, "\(name)")
        #expect(call?.threadID == thread, "\(name)")
        #expect(call?.turnID == turn.flatMap { self.recorder.call($0)?.id }, "\(name)")
    }

    @Test func `a call without one around it in the same thread is a turn, and those below it are of that turn`() {
        withTracer(self.tracer) {
            withCall("before") { _ in }
            withThread("a") { thread in
                #expect(thread == "a")
                withCall("first") { _ in withCall("inner") { _ in withCall("innermost") { _ in } } }
                withCall("second") { _ in }
            }
            withCall("after") { _ in }
        }
        self.expect("before", thread: nil, turn: nil)
        self.expect("first", thread: "a", turn: "first")
        self.expect("inner", thread: "a", turn: "first")
        self.expect("innermost", thread: "a", turn: "first")
        self.expect("second", thread: "a", turn: "second")
        self.expect("after", thread: nil, turn: nil)
    }

    @Test func `a thread within a call begins with turns of its own, and ends with its scope`() {
        withTracer(self.tracer) {
            withThread("a") { _ in
                withCall("outer") { _ in
                    withThread("b") { _ in withCall("other") { _ in withCall("below") { _ in } } }
                    withThread("a") { _ in withCall("same") { _ in } }
                    withCall("again") { _ in }
                }
            }
        }
        self.expect("outer", thread: "a", turn: "outer")
        self.expect("other", thread: "b", turn: "other")
        self.expect("below", thread: "b", turn: "other")
        self.expect("same", thread: "a", turn: "outer")
        self.expect("again", thread: "a", turn: "outer")
        #expect(self.recorder.call("other")?.parentID == self.recorder.call("outer")?.id)
    }

    @Test func `a thread without a name has one made up, another one each time`() async {
        let one = withThread { $0 }
        let other = await withThread { thread in
            await Task.yield()
            return thread
        }
        #expect(!one.isEmpty && one != other)
    }

    @Test func `calls can be kept out of the thread around them`() async {
        await withTracer(self.tracer) {
            await withThread("a") { _ in
                await withCall("turn") { _ in
                    withoutThread { withCall("out") { _ in withCall("below") { _ in } } }
                    await withoutThread {
                        await Task.yield()
                        withAttributes(["x": 1]) { withCall("still out") { _ in } }
                        withThread("b") { _ in withCall("in again") { _ in } }
                    }
                }
            }
        }
        for name in ["out", "below", "still out"] { self.expect(name, thread: nil, turn: nil) }
        self.expect("in again", thread: "b", turn: "in again")
        self.expect("turn", thread: "a", turn: "turn")
    }

    @Test func `a call that is put into a thread takes along what is below it`() {
        let tracer = self.tracer
        withThread("a") { _ in
            tracer.withCall("explicit", inputs: [:], threadID: "b", turnID: "turn") { _ in
                withCall("below") { _ in withAttributes(["x": 1]) { withCall("deeper") { _ in } } }
            }
        }
        for name in ["explicit", "below", "deeper"] {
            #expect(self.recorder.call(name)?.threadID == "b")
            #expect(self.recorder.call(name)?.turnID == "turn")
        }
    }

    @Test func `a call that is put into a thread takes along what is below it, also out of a scope without one`() {
        let tracer = self.tracer
        withoutThread {
            tracer.withCall("explicit", inputs: [:], threadID: "b", turnID: "turn") { _ in
                withCall("below") { _ in withAttributes(["x": 1]) { withCall("deeper") { _ in } } }
            }
            tracer.withCall("outside") { _ in }
        }
        for name in ["explicit", "below", "deeper"] {
            #expect(self.recorder.call(name)?.threadID == "b")
            #expect(self.recorder.call(name)?.turnID == "turn")
        }
        self.expect("outside", thread: nil, turn: nil)
    }
}

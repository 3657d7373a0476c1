import Testing
import TreadleHTTP

@testable import TreadleHTTPCurl

@Suite struct TransferStateMachineTests {
    typealias Machine = Transfer.StateMachine<String, Int>
    private static let broken = HTTPError(.brokenOff, "the thread broke")

    private func parts(_ texts: String...) -> PartQueue {
        var queue = PartQueue()
        for text in texts {
            var part = PartQueue()
            Array(text.utf8).withUnsafeBytes { part.append($0) }
            queue.append(part)
        }
        return queue
    }

    private func started() -> Machine {
        var machine = Machine(highWater: 10, lowWater: 4)
        #expect(machine.start("head") == .submit)
        return machine
    }

    /// Past the head, with parts in the queue.
    private func open(_ parts: PartQueue = PartQueue()) -> Machine {
        var machine = self.started()
        let (action, _) = machine.deliver(Delivery(head: ResponseHead(status: 200), parts: parts))
        guard case .open("head", ResponseHead(status: 200)) = action else {
            Issue.record("the head was not handed out")
            return machine
        }
        return machine
    }

    /// What asking for a part comes to, as text.
    private func next(_ machine: inout Machine, _ waiter: Int? = nil) -> String {
        switch machine.next(waiter) {
        case .part(let part, let resumes): String(decoding: part, as: UTF8.self) + (resumes ? "+resume" : "")
        case .end: "end"
        case .fail(let error): "\(error.code)"
        case .failCancelled: "cancelled"
        case .wait: "wait"
        }
    }

    @Test func `a response that comes at once is whole`() {
        var machine = self.started()
        let delivery = Delivery(head: ResponseHead(status: 200), parts: self.parts("warp", "weft"), end: .success)
        guard case (.respond("head", let head, let whole), false) = machine.deliver(delivery) else {
            Issue.record("it was not handed out whole")
            return
        }
        #expect(head.status == 200)
        #expect(whole == ArraySlice("warpweft".utf8))
        guard case .none = machine.cancel() else {
            Issue.record("there was something left to give up")
            return
        }
    }

    @Test func `a head and its failure in one pass are a stream that fails after its parts`() {
        var machine = self.started()
        let delivery = Delivery(
            head: ResponseHead(status: 200), parts: self.parts("warp"), end: .failure(Self.broken))
        guard case (.open, _) = machine.deliver(delivery) else {
            Issue.record("the head was not handed out")
            return
        }
        #expect(self.next(&machine) == "warp")
        #expect(self.next(&machine) == "brokenOff")
        #expect(self.next(&machine) == "brokenOff")
    }

    @Test func `a failure before the head goes to whoever waits for it`() {
        var machine = self.started()
        guard case (.failHead("head", let error), _) = machine.deliver(Delivery(end: .failure(Self.broken))) else {
            Issue.record("the failure did not arrive")
            return
        }
        #expect(error.code == .brokenOff)
    }

    @Test func `an empty pass before the head changes nothing`() {
        var machine = self.started()
        guard case (.none, false) = machine.deliver(Delivery()) else {
            Issue.record("something was handed out")
            return
        }
        #expect(machine.isWanted)
    }

    @Test func `a reader who comes first gets the part when it comes`() {
        var machine = self.open()
        #expect(self.next(&machine) == "wait")
        #expect(self.next(&machine, 7) == "wait")
        guard case (.part(7, let part), false) = machine.deliver(Delivery(parts: self.parts("warp", "weft"))) else {
            Issue.record("the part did not arrive")
            return
        }
        #expect(part == ArraySlice("warp".utf8))
        #expect(self.next(&machine) == "weft")
        #expect(self.next(&machine) == "wait")
    }

    @Test func `a waiting reader hears of the end`() {
        var machine = self.open()
        #expect(self.next(&machine, 7) == "wait")
        guard case (.end(7), false) = machine.deliver(Delivery(end: .success)) else {
            Issue.record("the end did not arrive")
            return
        }
        #expect(self.next(&machine) == "end")
    }

    @Test func `a waiting reader hears of a failure`() {
        var machine = self.open()
        #expect(self.next(&machine, 7) == "wait")
        guard case (.failPart(7, _), false) = machine.deliver(Delivery(end: .failure(Self.broken))) else {
            Issue.record("the failure did not arrive")
            return
        }
        #expect(self.next(&machine) == "brokenOff")
    }

    @Test func `the last part and the end in one pass are told one after the other`() {
        var machine = self.open()
        #expect(self.next(&machine, 7) == "wait")
        guard case (.part(7, _), false) = machine.deliver(Delivery(parts: self.parts("warp"), end: .success)) else {
            Issue.record("the part did not arrive")
            return
        }
        #expect(self.next(&machine) == "end")
    }

    @Test func `the loop pauses at the high water mark and goes on at the low one`() {
        var machine = self.open(self.parts("aaa", "bbb"))
        #expect(machine.admits(undelivered: 3) == true)
        #expect(machine.admits(undelivered: 4) == false)
        #expect(self.next(&machine) == "aaa+resume")
        #expect(machine.admits(undelivered: 6) == true)
        #expect(machine.admits(undelivered: 7) == false)
        #expect(self.next(&machine) == "bbb+resume")
    }

    @Test func `what was still with the loop counts after it was delivered`() {
        var machine = self.open(self.parts("aaaaa"))
        #expect(machine.admits(undelivered: 5) == false)
        guard case (.none, false) = machine.deliver(Delivery(parts: self.parts("bbbbb"))) else {
            Issue.record("it went on too early")
            return
        }
        #expect(self.next(&machine) == "aaaaa")
        #expect(self.next(&machine) == "bbbbb+resume")
        #expect(self.next(&machine) == "wait")
    }

    @Test func `the loop goes on by itself when a waiting reader takes the last part`() {
        var machine = self.open()
        #expect(machine.admits(undelivered: 10) == false)
        #expect(self.next(&machine, 7) == "wait")
        guard case (.part(7, _), true) = machine.deliver(Delivery(parts: self.parts("0123456789"))) else {
            Issue.record("it stays paused for ever")
            return
        }
    }

    @Test func `the loop pauses before the head is handed out too`() {
        var machine = self.started()
        #expect(machine.admits(undelivered: 9) == true)
        #expect(machine.admits(undelivered: 10) == false)
        _ = machine.deliver(Delivery(head: ResponseHead(status: 200), parts: self.parts("0123456789")))
        #expect(self.next(&machine) == "0123456789+resume")
    }

    @Test func `given up before the start, it never starts`() {
        var machine = Machine(highWater: 10, lowWater: 4)
        guard case .none = machine.cancel() else {
            Issue.record("there was something to give up")
            return
        }
        #expect(machine.start("head") == .failCancelled)
        #expect(!machine.isWanted)
    }

    @Test func `given up before the head, whoever waits is told, and what comes later is dropped`() {
        var machine = self.started()
        guard case .abort("head", nil) = machine.cancel(), case .none = machine.cancel() else {
            Issue.record("it was not given up exactly once")
            return
        }
        guard case (.none, false) = machine.deliver(Delivery(head: ResponseHead(status: 200), end: .success)) else {
            Issue.record("it was handed out")
            return
        }
    }

    @Test func `given up while its reader waits, the reader is told`() {
        var machine = self.open()
        #expect(self.next(&machine, 7) == "wait")
        guard case .abort(nil, 7) = machine.cancel() else {
            Issue.record("the reader was not told")
            return
        }
        #expect(self.next(&machine) == "cancelled")
    }

    @Test func `given up with parts in the queue, they are dropped`() {
        var machine = self.open(self.parts("warp"))
        _ = machine.deliver(Delivery(end: .success))
        guard case .none = machine.cancel() else {
            Issue.record("there was something for the loop to do")
            return
        }
        #expect(self.next(&machine) == "cancelled")
    }

    @Test func `given up after the end, the end stays`() {
        var machine = self.open()
        _ = machine.deliver(Delivery(end: .success))
        _ = machine.cancel()
        #expect(self.next(&machine) == "end")
    }
}

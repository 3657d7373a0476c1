import Testing
import TreadleHTTP

@testable import TreadleHTTPServer

@Suite struct OutboxTests {
    private typealias Outbox = WebSocketChannel.Outbox

    @Test func `a batch is told of once`() {
        var outbox = Outbox(mark: 10, limit: 100)
        #expect(outbox.append(.text([1])) == true)
        #expect(outbox.append(.text([2])) == false)
        #expect(outbox.take() == [.text([1]), .text([2])])
        #expect(outbox.append(.text([3])) == true)
    }

    @Test func `after a close nothing is taken`() {
        var outbox = Outbox(mark: 10, limit: 100)
        #expect(outbox.append(.close(.normal, reason: "")) == true)
        #expect(outbox.append(.text([1])) == false)
        #expect(outbox.take() == [.close(.normal, reason: "")])
        #expect(outbox.admission() == .closed)
    }

    @Test func `up to the limit is kept, more is an overflow`() {
        var outbox = Outbox(mark: 2, limit: 4)
        _ = outbox.append(.text([1, 2]))
        _ = outbox.take()
        _ = outbox.append(.text([3, 4]))
        #expect(outbox.take() == [.text([3, 4])])
        _ = outbox.append(.text([5]))
        #expect(outbox.take() == [.overflow])
    }

    @Test func `what was taken counts until it is reported sent`() {
        var outbox = Outbox(mark: 2, limit: 100)
        #expect(outbox.admission() == .open)
        _ = outbox.append(.text([1, 2]))
        #expect(outbox.admission() == .wait(1))
        _ = outbox.take()
        #expect(outbox.admission() == .wait(2))
        _ = outbox.report(unsent: 1)
        #expect(outbox.admission() == .open)
    }
}

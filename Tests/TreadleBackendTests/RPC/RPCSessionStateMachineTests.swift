import Testing

@testable import TreadleBackend

@Suite struct RPCSessionStateMachineTests {
    private typealias Machine = RPCSession.StateMachine

    @Test func `the limit holds from both sides and places come back`() {
        var machine = Machine(limit: 2)
        #expect(machine.start("a") == .accepted)
        #expect(machine.start("b") == .accepted)
        #expect(machine.start("c") == .tooMany(limit: 2))
        machine.finish("a")
        #expect(machine.start("c") == .accepted)
    }

    @Test func `a running identifier is refused and free afterwards`() {
        var machine = Machine(limit: 9)
        #expect(machine.start("a") == .accepted)
        #expect(machine.start("a") == .duplicate)
        machine.finish("a")
        #expect(machine.start("a") == .accepted)
    }

    @Test func `a task that becomes known after its request was ended is cancelled`() {
        var machine = Machine(limit: 9)
        _ = machine.start("a")
        #expect(machine.cancel("a").wasRunning)
        let task = Task {}
        #expect(machine.attach(task, to: "a") == task)
        #expect(machine.ending(of: "a") == .asked)
    }

    @Test func `a task of a request that has already finished is left alone`() {
        var machine = Machine(limit: 9)
        _ = machine.start("a")
        machine.finish("a")
        #expect(machine.attach(Task {}, to: "a") == nil)
    }

    @Test func `the first reason for an ending is kept`() {
        var machine = Machine(limit: 9)
        _ = machine.start("a")
        _ = machine.cancel("a")
        _ = machine.close()
        #expect(machine.ending(of: "a") == .asked)
    }

    @Test func `draining waits for the last request, and happens once`() {
        var machine = Machine(limit: 9)
        _ = machine.start("a")
        _ = machine.start("b")
        #expect(machine.drain() == false)
        #expect(machine.start("c") == .draining)
        machine.finish("a")
        #expect(machine.sent() == false)
        machine.finish("b")
        #expect(machine.sent() == true)
        #expect(machine.drain() == false)
    }

    @Test func `draining waits for answers that are not out yet`() {
        var machine = Machine(limit: 9)
        _ = machine.start("a")
        machine.finish("a")
        #expect(machine.drain() == false)
        #expect(machine.sent() == true)
    }

    @Test func `of two that end together the one that is sent last closes`() {
        var machine = Machine(limit: 9)
        _ = machine.start("a")
        _ = machine.start("b")
        _ = machine.drain()
        machine.finish("a")
        machine.finish("b")
        #expect(machine.sent() == false)
        #expect(machine.sent() == true)
    }

    @Test func `after the connection is over nothing starts and nothing is closed again`() {
        var machine = Machine(limit: 9)
        _ = machine.start("a")
        _ = machine.close()
        #expect(machine.start("b") == .closed)
        #expect(machine.drain() == false)
        machine.finish("a")
        #expect(machine.sent() == false)
    }
}

import Testing

@testable import Weave

@Suite struct StartMachineTests {
    private typealias Machine = StartMachine<String, String>

    private func running(_ session: String, _ keys: Set<String>) -> Machine {
        var machine = Machine()
        _ = machine.start("?", waiter: 0)
        _ = machine.finished(attempt: 1, session, keys: keys)
        return machine
    }

    @Test func `the first to ask begins, others of the same start join`() {
        var machine = Machine()
        #expect(machine.start("looms", waiter: 1).isBeginning(attempt: 1, ending: nil))
        #expect(machine.start("looms", waiter: 2).isJoined)
        #expect(machine.start("dyes", waiter: 3, acceptsAny: true).isJoined)
        #expect(machine.session == nil)

        let (joined, again, isKept) = machine.finished(attempt: 1, "session", keys: ["looms"])
        #expect(joined == [1, 2, 3] && again.isEmpty && isKept)
        #expect(machine.session == "session")
    }

    @Test func `what runs is returned to those it is the answer to`() {
        var machine = self.running("session", ["looms", "mill/looms"])
        #expect(machine.start("looms", waiter: 1).session == "session")
        #expect(machine.start("mill/looms", waiter: 2).session == "session")
        #expect(machine.start("dyes", waiter: 3, acceptsAny: true).session == "session")
    }

    @Test func `another start ends the session that runs`() {
        var machine = self.running("first", ["looms"])
        #expect(machine.start("dyes", waiter: 1).isBeginning(attempt: 2, ending: "first"))
        #expect(machine.session == nil)
        #expect(machine.start("looms", waiter: 2).isOnHold)

        let (joined, again, isKept) = machine.finished(attempt: 2, "second", keys: ["dyes"])
        #expect(joined == [1] && again == [2] && isKept)
        #expect(machine.start("looms", waiter: 3).isBeginning(attempt: 3, ending: "second"))
    }

    @Test func `a failed start leaves nothing, and can be tried again`() {
        var machine = Machine()
        _ = machine.start("looms", waiter: 1)
        _ = machine.start("dyes", waiter: 2)
        let (joined, again, isKept) = machine.finished(attempt: 1, nil)
        #expect(joined == [1] && again == [2] && !isKept)
        #expect(machine.session == nil)
        #expect(machine.start("looms", waiter: 3).isBeginning(attempt: 2, ending: nil))
    }

    @Test func `a waiter that goes away leaves the others theirs`() {
        var machine = Machine()
        _ = machine.start("looms", waiter: 1)
        _ = machine.start("looms", waiter: 2)
        #expect(machine.cancel(waiter: 1) == (true, nil))
        #expect(machine.cancel(waiter: 1) == (false, nil))
        #expect(machine.finished(attempt: 1, "session", keys: ["looms"]).joined == [2])
    }

    @Test func `a start that nobody waits for is given up, and not joined`() {
        var machine = Machine()
        _ = machine.start("looms", waiter: 1)
        #expect(machine.cancel(waiter: 1) == (true, 1))
        #expect(machine.start("looms", waiter: 2).isOnHold)

        let (joined, again, isKept) = machine.finished(attempt: 1, "session", keys: ["looms"])
        #expect(joined.isEmpty && again == [2] && !isKept)
        #expect(machine.session == nil)
        #expect(machine.start("looms", waiter: 2).isBeginning(attempt: 2, ending: nil))
    }

    @Test func `a waiter on hold may go away`() {
        var machine = Machine()
        _ = machine.start("looms", waiter: 1)
        _ = machine.start("dyes", waiter: 2)
        #expect(machine.cancel(waiter: 2) == (true, nil))
        #expect(machine.finished(attempt: 1, nil).again.isEmpty)
    }

    @Test func `an end ends what runs, once`() {
        var machine = self.running("session", ["looms"])
        guard case .ends("session") = machine.end(waiter: 1) else { return #expect(Bool(false), "nothing is ended") }
        #expect(machine.session == nil)
        guard case .onHold = machine.end(waiter: 2) else { return #expect(Bool(false), "it is ended twice") }
        #expect(machine.start("looms", waiter: 3, acceptsAny: true).isOnHold)
        #expect(machine.ended() == [2, 3])
        guard case .nothing = machine.end(waiter: 2) else { return #expect(Bool(false), "something is left") }
        #expect(machine.start("looms", waiter: 3).isBeginning(attempt: 2, ending: nil))
    }

    @Test func `an end waits for a start`() {
        var machine = Machine()
        _ = machine.start("looms", waiter: 1)
        guard case .onHold = machine.end(waiter: 2) else { return #expect(Bool(false), "it does not wait") }
        #expect(machine.finished(attempt: 1, "session", keys: []).again == [2])
        guard case .ends("session") = machine.end(waiter: 2) else { return #expect(Bool(false), "nothing is ended") }
    }
}

extension StartMachine.Start where Session == String {
    fileprivate var session: String? {
        guard case .running(let session) = self else { return nil }
        return session
    }

    fileprivate var isJoined: Bool {
        guard case .joined = self else { return false }
        return true
    }

    fileprivate var isOnHold: Bool {
        guard case .onHold = self else { return false }
        return true
    }

    fileprivate func isBeginning(attempt: Int, ending: String?) -> Bool {
        guard case .begins(attempt, let former) = self else { return false }
        return former == ending
    }
}

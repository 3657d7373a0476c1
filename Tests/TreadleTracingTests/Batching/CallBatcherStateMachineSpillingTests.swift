import Testing
import TreadleTrace

@testable import TreadleTracing

@Suite struct CallBatcherStateMachineSpillingTests {
    typealias Machine = CallBatcher.StateMachine

    private func extent(_ index: Int) -> SpoolExtent { SpoolExtent(segment: 1, offset: index * 10, length: 10) }

    private func step(_ machine: inout Machine) -> String {
        switch machine.next() {
        case .store(let batch): "store \(batch.calls.map(\.id).joined(separator: " "))"
        case .readBack(let extent): "read \(extent.offset)..<\(extent.end)"
        case .wait(let duration): "wait \(duration?.description ?? "")"
        case .finish: "finish"
        }
    }

    @Test(arguments: [(4, 0, 0), (5, 0, 0), (6, 1, 0), (9, 4, 0)])
    func `what does not fit into memory stays in the spool alone`(count: Int, spilled: Int, dropped: Int) {
        var machine = CallBatcherStateMachineTests.machine(pending: 5)
        for index in 0..<count { _ = machine.add("\(index)", extent: self.extent(index)) }
        #expect(machine.counts.pending == count - spilled)
        #expect(machine.spilled.reduce(0) { $0 + $1.extent.length } == spilled * 10)
        #expect(machine.spilled.count <= 1)
        #expect(machine.counts.dropped == dropped)
    }

    @Test(arguments: [(5, 0), (6, 1), (9, 4)])
    func `without a spool it is dropped and counted`(count: Int, dropped: Int) {
        var machine = CallBatcherStateMachineTests.machine(pending: 5)
        for index in 0..<count { _ = machine.add("\(index)") }
        #expect(machine.counts.pending == count - dropped)
        #expect(machine.counts.dropped == dropped)
        #expect(machine.counts.recorded == count)
    }

    @Test func `the first drop is told, and the next one after something was stored`() {
        var machine = CallBatcherStateMachineTests.machine(calls: 1, pending: 1)
        func add() -> Machine.Added { machine.add(CollectionOfOne(Call.stub()), bytes: 10, extent: nil) }
        #expect([add(), add(), add()] == [.nothing, .beginsDropping, .nothing])
        guard case .store(let batch) = machine.next() else { return }
        _ = machine.stored(batch)
        #expect([add(), add(), add()] == [.nothing, .beginsDropping, .nothing])
    }

    @Test(arguments: [(100, 0), (101, 1)])
    func `the bound on bytes is met from both sides`(last: Int, dropped: Int) {
        var machine = CallBatcherStateMachineTests.machine(pending: 100, pendingBytes: 300)
        for bytes in [100, 100, last] { _ = machine.add("x", bytes: bytes) }
        #expect(machine.counts.dropped == dropped)
    }

    @Test func `once begun, spilling lasts until memory is half empty`() {
        var machine = CallBatcherStateMachineTests.machine(calls: 1, pending: 4)
        for index in 0..<5 { _ = machine.add("\(index)", extent: self.extent(index)) }
        #expect(self.step(&machine) == "store 0")
        _ = machine.stored(machine.batch(["0"]))

        _ = machine.add("5", extent: self.extent(5))
        #expect(machine.counts.pending == 3, "there was room, and it was spilled nevertheless")
        #expect(machine.spilled.map(\.extent) == [SpoolExtent(segment: 1, offset: 40, length: 20)])

        #expect(self.step(&machine) == "read 40..<60")
        _ = machine.stored(
            machine.loaded(SpoolPage(calls: [], extent: .init(segment: 1, offset: 40, length: 20), rest: nil)))
        #expect(self.step(&machine) == "store 1")
        _ = machine.stored(machine.batch(["1"]))
        _ = machine.add("6", extent: self.extent(6))
        #expect(machine.counts.pending == 3)
        #expect(machine.spilled.isEmpty)
    }

    @Test func `spilled calls and new ones take turns`() {
        var machine = CallBatcherStateMachineTests.machine(
            calls: 2, pending: 100, leftovers: [SpoolExtent(segment: 1, offset: 0, length: 100)])
        for index in 0..<4 { _ = machine.add("\(index)", extent: self.extent(100 + index)) }

        #expect(self.step(&machine) == "store 0 1")
        _ = machine.stored(machine.batch(["0", "1"]))
        #expect(self.step(&machine) == "read 0..<100")
        let page = SpoolPage(
            calls: [.stub(id: "old")], extent: .init(segment: 1, offset: 0, length: 60),
            rest: .init(segment: 1, offset: 60, length: 40))
        let loaded = machine.loaded(page)
        #expect(loaded.calls.map(\.id) == ["old"] && loaded.extents == [page.extent])
        _ = machine.stored(loaded)
        #expect(self.step(&machine) == "store 2 3")
        _ = machine.stored(machine.batch(["2", "3"]))
        #expect(self.step(&machine) == "read 60..<100")
        _ = machine.add("4")
        _ = machine.stored(
            machine.loaded(SpoolPage(calls: [], extent: .init(segment: 1, offset: 60, length: 40), rest: nil)))
        #expect(self.step(&machine).hasPrefix("wait 0.2"))
        #expect(machine.counts.stored == 5)
    }

    @Test func `what is new does not linger while there is a backlog`() {
        let leftovers = (0..<3).map { SpoolExtent(segment: UInt64($0), offset: 0, length: 10) }
        var machine = CallBatcherStateMachineTests.machine(calls: 10, leftovers: leftovers)
        _ = machine.add("new")
        #expect(self.step(&machine) == "store new")
        _ = machine.stored(machine.batch(["new"]))
        #expect(self.step(&machine) == "read 0..<10")
    }

    @Test func `a flush ends when everything before it is stored, whatever came after`() {
        var machine = CallBatcherStateMachineTests.machine(calls: 2, pending: 3)
        for index in 0..<5 { _ = machine.add("\(index)", extent: self.extent(index)) }
        #expect(machine.flush(id: 7) == .waits(wakes: false))
        _ = machine.add("5", extent: self.extent(5))
        #expect(machine.spilled.count == 2, "calls before and after a flush are not read back as one")

        var ended: [Int] = []
        var seen: [String] = []
        for _ in 0..<20 where ended.isEmpty {
            switch machine.next() {
            case .store(let batch):
                seen += batch.calls.map(\.id)
                ended += machine.stored(batch)
            case .readBack(let extent):
                let ids = (extent.offset / 10..<extent.end / 10).map { "\($0)" }
                let batch = machine.loaded(SpoolPage(calls: ids.map { .stub(id: $0) }, extent: extent, rest: nil))
                seen += ids
                ended += machine.stored(batch)
            default: Issue.record("it waits although there is something to store")
            }
        }
        #expect(ended == [7])
        #expect(Set(seen).isSuperset(of: ["0", "1", "2", "3", "4"]))
    }

    @Test func `a flush of nothing is over at once`() {
        var machine = CallBatcherStateMachineTests.machine()
        #expect(machine.flush(id: 1) == .done)
        #expect(machine.next() == .wait(nil))
        #expect(machine.flush(id: 2) == .done)
    }

    @Test func `a flush wakes what is idle or lingers, and waits for what is in hand`() {
        var machine = CallBatcherStateMachineTests.machine()
        _ = machine.next()
        _ = machine.add("1")
        _ = machine.next()
        #expect(machine.flush(id: 1) == .waits(wakes: true))
        guard case .store(let batch) = machine.next() else {
            Issue.record("a flush did not cut the batch")
            return
        }
        #expect(machine.flush(id: 2) == .waits(wakes: false))
        #expect(machine.stored(batch) == [1, 2])
    }

    @Test func `a drain sends everything, also what came after it, and then finishes`() {
        var machine = CallBatcherStateMachineTests.machine(calls: 2)
        #expect(machine.next() == .wait(nil))
        #expect(machine.drain() == true)
        #expect(machine.drain() == false)
        _ = machine.add("1")
        #expect(self.step(&machine) == "store 1")
        _ = machine.add("2")
        _ = machine.stored(machine.batch(["1"]))
        #expect(self.step(&machine) == "store 2")
        _ = machine.stored(machine.batch(["2"]))
        #expect(self.step(&machine) == "finish")
        #expect(self.step(&machine) == "finish")
    }

    @Test func `a drain cuts a wait after a failure short`() {
        var machine = CallBatcherStateMachineTests.machine(calls: 1)
        _ = machine.add("1")
        guard case .store(let batch) = machine.next() else { return }
        machine.failed(batch, jitter: 1)
        #expect(machine.drain() == true)
        #expect(self.step(&machine) == "store 1")
    }

    @Test func `after the end, what the spool has is not lost and the rest is counted as dropped`() {
        var machine = CallBatcherStateMachineTests.machine()
        _ = machine.add("memory")
        _ = machine.add("spooled", extent: self.extent(0))
        #expect(machine.flush(id: 3) == .waits(wakes: false))
        #expect(machine.stop() == [3])
        #expect(machine.counts.dropped == 1)
        #expect(machine.add("late", extent: self.extent(1)) == false)
        #expect(machine.counts.dropped == 1)
        #expect(machine.add("later") == false)
        #expect(machine.counts.dropped == 2)
        #expect(machine.next() == .finish)
        #expect(machine.stop() == [])
        #expect(machine.counts.dropped == 2)
    }

    @Test func `a batch in hand when it stops is dropped, and counted, if the spool does not have it`() {
        var machine = CallBatcherStateMachineTests.machine(calls: 2)
        _ = machine.add("1")
        _ = machine.add("2", extent: self.extent(0))
        _ = machine.next()
        _ = machine.stop()
        #expect(machine.counts.dropped == 1)
    }

    @Test func `it starts once`() {
        var machine = CallBatcherStateMachineTests.machine()
        #expect(machine.start() == true)
        #expect(machine.start() == false)
    }
}

extension CallBatcher.StateMachine {
    /// A batch as the machine made it of these calls.
    fileprivate func batch(_ ids: [String]) -> CallBatcher.Batch {
        CallBatcher.Batch(calls: ids.map { .stub(id: $0) }, bytes: ids.count * 10)
    }
}

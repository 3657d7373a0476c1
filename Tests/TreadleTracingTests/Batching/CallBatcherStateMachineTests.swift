import Testing
import TreadleTrace

@testable import TreadleTracing

@Suite struct CallBatcherStateMachineTests {
    typealias Machine = CallBatcher.StateMachine

    static func machine(
        calls: Int = 3, bytes: Int = 1000, pending: Int = 9, pendingBytes: Int = 1_000_000,
        leftovers: [SpoolExtent] = []
    ) -> Machine {
        var options = CallBatcher.Options()
        options.maximumBatchCalls = calls
        options.maximumBatchBytes = bytes
        options.maximumPendingCalls = pending
        options.maximumPendingBytes = pendingBytes
        return Machine(options: options, leftovers: leftovers)
    }

    private static func stored(_ step: Machine.Step) -> CallBatcher.Batch? {
        if case .store(let batch) = step { batch } else { nil }
    }

    @Test func `it is idle until something comes, lingers with it, and sends it after the interval`() {
        var machine = Self.machine()
        #expect(machine.next() == .wait(nil))
        #expect(machine.add("1") == true)
        #expect(machine.add("2") == false)
        #expect(machine.next() == .wait(.milliseconds(200)))
        machine.timerFired()
        let batch = Self.stored(machine.next())
        #expect(batch?.calls.map(\.id) == ["1", "2"])
        #expect(machine.stored(batch ?? .init()) == [])
        #expect(machine.next() == .wait(nil))
        #expect(machine.counts.stored == 2 && machine.counts.pending == 0)
    }

    @Test func `it is woken from lingering by a full batch and by nothing less`() {
        var machine = Self.machine(calls: 3)
        _ = machine.add("1")
        #expect(machine.next() == .wait(.milliseconds(200)))
        #expect(machine.add("2") == false)
        #expect(machine.add("3") == true)
        #expect(machine.add("4") == false)
        #expect(Self.stored(machine.next())?.calls.count == 3)
    }

    @Test func `the store counts as failing from a failure to the next success`() {
        var machine = Self.machine()
        _ = machine.add("1")
        _ = machine.drain()
        for _ in 0..<2 {
            machine.failed(Self.stored(machine.next()) ?? .init(), jitter: 0)
            #expect(machine.counts.isFailing)
            _ = machine.next()
            machine.timerFired()
        }
        _ = machine.stored(Self.stored(machine.next()) ?? .init())
        #expect(!machine.counts.isFailing && machine.counts.failures == 2)
    }

    @Test func `a timer that comes too late changes nothing`() {
        var machine = Self.machine(calls: 2)
        _ = machine.add("1")
        _ = machine.next()
        #expect(machine.add("2") == true)
        _ = machine.add("3")
        machine.timerFired()
        let batch = Self.stored(machine.next())
        #expect(batch?.calls.count == 2)
        _ = machine.stored(batch ?? .init())
        #expect(machine.next() == .wait(.milliseconds(200)))
    }

    @Test(arguments: [(99, 1), (100, 1), (101, 2)])
    func `a batch is cut at its size in bytes`(bytes: Int, batches: Int) {
        var machine = Self.machine(calls: 100, bytes: 200)
        _ = machine.add("1", bytes: 100)
        _ = machine.add("2", bytes: bytes)
        _ = machine.drain()
        var sizes: [Int] = []
        while let batch = Self.stored(machine.next()) {
            sizes.append(batch.calls.count)
            _ = machine.stored(batch)
        }
        #expect(sizes.count == batches)
        #expect(sizes.reduce(0, +) == 2)
    }

    @Test func `a call larger than a batch goes alone`() {
        var machine = Self.machine(calls: 100, bytes: 200)
        for (id, bytes) in [("1", 10), ("2", 500), ("3", 10)] { _ = machine.add(id, bytes: bytes) }
        _ = machine.drain()
        var batches: [[String]] = []
        while let batch = Self.stored(machine.next()) {
            batches.append(batch.calls.map(\.id))
            _ = machine.stored(batch)
        }
        #expect(batches == [["1"], ["2"], ["3"]])
    }

    @Test func `a group stays together, and is never joined past the limit`() {
        var machine = Self.machine(calls: 3)
        _ = machine.add("1")
        _ = machine.add(Call.stubs(3, prefix: "group"), bytes: 30, extent: nil)
        #expect(Self.stored(machine.next())?.calls.map(\.id) == ["1"])
        #expect(Self.stored(machine.next())?.calls.map(\.id) == ["group-0", "group-1", "group-2"])
    }

    @Test func `waits between attempts double up to the limit, and start anew after a success`() {
        var machine = Self.machine()
        _ = machine.add("1")
        _ = machine.drain()
        var delays: [Duration] = []
        for _ in 0..<12 {
            guard let batch = Self.stored(machine.next()) else { break }
            machine.failed(batch, jitter: 1)
            guard case .wait(let delay?) = machine.next() else { break }
            delays.append(delay)
            #expect(machine.next() == .wait(delay))
            machine.timerFired()
        }
        let doubled = (0..<9).map { Duration.milliseconds(100 << $0) }
        #expect(delays == doubled + [.seconds(30), .seconds(30), .seconds(30)])

        _ = Self.stored(machine.next()).map { machine.stored($0) }
        #expect(machine.next() == .finish)
        #expect(machine.counts.failures == 12 && machine.counts.stored == 1)
    }

    @Test(arguments: [(0.0, 50), (0.5, 75), (1.0, 100)])
    func `jitter takes away up to half of a wait`(jitter: Double, milliseconds: Int) {
        var machine = Self.machine(calls: 1)
        _ = machine.add("1")
        _ = Self.stored(machine.next()).map { machine.failed($0, jitter: jitter) }
        #expect(machine.next() == .wait(.milliseconds(milliseconds)))
    }

    @Test func `a store that says when to come back is not asked before`() {
        var machine = Self.machine(calls: 1)
        _ = machine.add("1")
        _ = Self.stored(machine.next()).map { machine.failed($0, retryAfter: .seconds(120), jitter: 0) }
        #expect(machine.next() == .wait(.seconds(120)))
    }

    @Test func `new calls do not cut a wait after a failure short`() {
        var machine = Self.machine(calls: 1)
        _ = machine.add("1")
        _ = Self.stored(machine.next()).map { machine.failed($0, jitter: 1) }
        _ = machine.next()
        #expect(machine.add("2") == false)
        #expect(machine.flush(id: 1) == .waits(wakes: false))
        #expect(machine.next() == .wait(.milliseconds(100)))
        machine.timerFired()
        #expect(Self.stored(machine.next())?.calls.map(\.id) == ["1"])
    }

    @Test func `a batch that failed goes again before all others, as it was`() {
        var machine = Self.machine(calls: 2)
        for id in ["1", "2", "3", "4"] { _ = machine.add(id) }
        let first = Self.stored(machine.next())
        _ = first.map { machine.failed($0, jitter: 0) }
        machine.timerFired()
        #expect(Self.stored(machine.next()) == first)
    }

    @Test(arguments: 1...9, 0..<9)
    func `a refused call is found by halving, and all others are stored once`(count: Int, refused: Int) throws {
        guard refused < count else { return }
        var machine = Self.machine(calls: 100, pending: 100)
        for index in 0..<count {
            _ = machine.add("\(index)", extent: .init(segment: 1, offset: index * 10, length: 10))
        }
        _ = machine.drain()
        var stored: [String] = []
        var released = 0
        while let batch = Self.stored(machine.next()) {
            if batch.calls.contains(where: { $0.id == "\(refused)" }) {
                let (isDropped, _) = machine.rejected(batch)
                #expect(isDropped == (batch.calls.count == 1))
                if isDropped { released += batch.extents.reduce(0) { $0 + $1.length } }
            } else {
                stored += batch.calls.map(\.id)
                released += batch.extents.reduce(0) { $0 + $1.length }
                _ = machine.stored(batch)
            }
        }
        #expect(stored == (0..<count).filter { $0 != refused }.map { "\($0)" })
        #expect(released == count * 10)
        #expect(machine.counts.dropped == 1 && machine.counts.pending == 0 && machine.pendingBytes == 0)
    }
}

extension CallBatcher.StateMachine {
    mutating func add(_ id: String, bytes: Int = 10, extent: SpoolExtent? = nil) -> Bool {
        self.add(CollectionOfOne(Call.stub(id: id)), bytes: bytes, extent: extent) == .wakes
    }
}

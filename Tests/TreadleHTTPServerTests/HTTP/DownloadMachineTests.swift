import Testing

@testable import TreadleHTTPServer

@Suite struct DownloadMachineTests {
    private static func read(_ machine: inout Download.Machine, _ count: Int) -> (Download.Reading, [UInt8]) {
        var bytes = [UInt8](repeating: 0, count: count)
        let reading = bytes.withUnsafeMutableBytes { machine.read(into: $0).0 }
        if case .bytes(let count) = reading { return (reading, Array(bytes.prefix(count))) }
        return (reading, [])
    }

    @Test(arguments: 1...7)
    func `parts come out in order, whatever the reader's room`(room: Int) {
        var machine = Download.Machine(mark: 100)
        for part in [[1, 2, 3], [4], [5, 6, 7, 8, 9]] as [[UInt8]] { _ = machine.push(part[...]) }
        _ = machine.endStream(isComplete: true)
        var bytes: [UInt8] = []
        while case (.bytes, let part) = Self.read(&machine, room) { bytes += part }
        #expect(bytes == Array(1...9))
        #expect(Self.read(&machine, room).0 == .finished)
    }

    @Test func `a reader that found nothing is told once`() {
        var machine = Download.Machine(mark: 100)
        #expect(machine.push([1]) == .taken(mustResume: false))
        _ = Self.read(&machine, 10)
        #expect(Self.read(&machine, 10).0 == .empty)
        #expect(machine.push([2]) == .taken(mustResume: true))
        #expect(machine.push([3]) == .taken(mustResume: false))
    }

    @Test func `the mark is where a writer waits`() {
        var machine = Download.Machine(mark: 3)
        #expect(machine.push([1, 2]) == .taken(mustResume: false))
        #expect(machine.push([3]) == .full(mustResume: false))
    }

    @Test func `a stream is given up once at most, and not after its end`() {
        var machine = Download.Machine(mark: 3)
        #expect(machine.giveUpStream() == true)
        #expect(machine.giveUpStream() == false)
        var ended = Download.Machine(mark: 3)
        #expect(ended.endStream(isComplete: true) == false)
        #expect(ended.giveUpStream() == false)
    }

    @Test func `the end wakes a waiting reader, and a broken end is one`() {
        var machine = Download.Machine(mark: 3)
        #expect(Self.read(&machine, 10).0 == .empty)
        #expect(machine.endStream(isComplete: false) == true)
        #expect(Self.read(&machine, 10).0 == .broken)
    }

    @Test func `after closing nothing is taken`() {
        var machine = Download.Machine(mark: 3)
        _ = machine.push([1])
        _ = machine.close()
        #expect(machine.push([2]) == .closed)
        #expect(Self.read(&machine, 10).0 == .broken)
    }
}

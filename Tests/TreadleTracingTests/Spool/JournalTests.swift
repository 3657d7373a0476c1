import Testing

@testable import TreadleTracing

@Suite struct JournalTests {
    private typealias Journal = FileCallSpool.Journal
    private static let head = SegmentHeader.size

    /// A journal whose segments have room for so many bytes of frames.
    private func journal(room: Int = 4096, segments: Int = 4, leftovers: [Journal.Leftover] = []) -> Journal {
        var limits = FileCallSpool.Limits()
        limits.segmentBytes = room + Self.head
        limits.totalBytes = segments * (room + Self.head)
        return Journal(limits: limits, leftovers: leftovers)
    }

    /// Takes room as the spool does, which makes the segments that are asked for.
    private func take(_ length: Int, _ journal: inout Journal) -> (extent: SpoolExtent, left: Journal.Left?)? {
        switch journal.reserve(length) {
        case .taken(let extent, let left): return (extent, left)
        case .full: return nil
        case .needsSegment(let order):
            journal.made(order.segment)
            if order.capacity > 4096 + Self.head {
                return journal.reserve(length, in: order.segment).map { ($0, nil) }
            }
            guard case .taken(let extent, let left) = journal.reserve(length) else { return nil }
            return (extent, left)
        }
    }

    private func extent(_ segment: UInt64, _ offset: Int, _ length: Int) -> SpoolExtent {
        SpoolExtent(segment: segment, offset: Self.head + offset, length: length)
    }

    @Test func `frames follow each other, and a new segment begins where the next would not fit`() {
        var journal = self.journal()
        #expect(journal.reserve(60) == .needsSegment(.init(segment: 1, capacity: 4096 + Self.head)))
        journal.made(1)
        #expect(journal.reserve(60) == .taken(self.extent(1, 0, 60), left: nil))
        #expect(journal.reserve(4036) == .taken(self.extent(1, 60, 4036), left: nil))
        #expect(journal.reserve(1) == .needsSegment(.init(segment: 2, capacity: 4096 + Self.head)))
        journal.made(2)
        let left = Journal.Left(segment: 1, end: 4096 + Self.head, isFinished: false)
        #expect(journal.reserve(1) == .taken(self.extent(2, 0, 1), left: left))
        #expect(journal.size == 2 * (4096 + Self.head) && journal.pending == 4097)
    }

    @Test(arguments: [(4096, false), (4097, true)])
    func `a frame larger than a segment has one of its own, and the current one is gone on with`(
        length: Int, isAlone: Bool
    ) {
        var journal = self.journal()
        _ = self.take(10, &journal)
        guard case .needsSegment(let order) = journal.reserve(length) else {
            Issue.record("there was room for it")
            return
        }
        #expect(order.capacity == length + Self.head)
        journal.made(order.segment)
        #expect(journal.spares.isEmpty == isAlone)
        if isAlone {
            #expect(journal.reserve(length, in: 2) == self.extent(2, 0, length))
            #expect(journal.reserve(10) == .taken(self.extent(1, 10, 10), left: nil))
        }
    }

    @Test func `the bound is met from both sides`() {
        var journal = self.journal(segments: 4)
        for number in 1...4 { #expect(self.take(4096, &journal)?.extent.segment == UInt64(number)) }
        #expect(journal.size == 4 * (4096 + Self.head), "the last one fits exactly")
        #expect(journal.reserve(1) == .full)
        #expect(journal.size == 4 * (4096 + Self.head))
    }

    @Test func `a segment that could not be made takes no room`() {
        var journal = self.journal(segments: 1)
        guard case .needsSegment(let order) = journal.reserve(5) else { return }
        #expect(journal.reserve(5) == .full)
        journal.forget(order.segment)
        #expect(journal.size == 0 && journal.pending == 0)
        #expect(self.take(5, &journal) != nil)
    }

    @Test func `a segment goes when all in it is stored and it is left, and its file is used again`() {
        var journal = self.journal(segments: 2)
        let extents = (0..<4).compactMap { _ in self.take(2048, &journal)?.extent }
        #expect(journal.reserve(1) == .full)
        #expect(journal.release([extents[0]]).finished == [])
        #expect(journal.release([extents[1]]).finished == [1])
        #expect(journal.reuse(1) == 3)
        #expect(
            journal.reserve(1) == .taken(self.extent(3, 0, 1), left: .init(segment: 2, end: 4224, isFinished: false)))
        #expect(journal.pending == 4097)
    }

    @Test func `a segment that is left with all in it stored is finished at once`() {
        var journal = self.journal()
        let extent = self.take(4000, &journal)?.extent
        #expect(journal.release([extent].compactMap(\.self)).finished == [], "it is the current one")
        #expect(self.take(200, &journal)?.left?.isFinished == true)
    }

    @Test func `so many files are kept for the next use, and no more`() {
        var journal = self.journal(segments: 20)
        let extents = (0..<8).compactMap { _ in self.take(4096, &journal)?.extent }
        let finished = journal.release(Array(extents.prefix(7))).finished
        #expect(finished == [1, 2, 3, 4, 5, 6, 7])
        #expect(finished.filter { journal.reuse($0) != nil }.count == Journal.maximumSpares)
    }

    @Test func `files of a burst are parked, up to an eighth of the bound, and used before others are made`() {
        var journal = self.journal(segments: 24)
        let extents = (0..<8).compactMap { _ in self.take(4096, &journal)?.extent }
        let size = journal.size
        let finished = journal.release(Array(extents.prefix(7))).finished
        #expect(finished.filter { journal.park($0) }.count == 3)
        #expect(journal.parked == 3 && journal.size == size, "their files are there")
        for left in [2, 1, 0] {
            #expect(self.order(&journal)?.isParked == true)
            #expect(journal.parked == left && journal.size == size)
        }
        #expect(self.order(&journal)?.isParked == false)
        #expect(journal.size > size)
    }

    /// Asks for room for which a segment has to be made.
    private func order(_ journal: inout Journal) -> Journal.Order? {
        guard case .needsSegment(let order) = journal.reserve(4096) else { return nil }
        return order
    }

    @Test func `spares are asked for when half of the current segment is written, and no more than are kept`() {
        var journal = self.journal(segments: 9)
        #expect(journal.orderSpare() == nil)
        _ = self.take(1900, &journal)
        #expect(!journal.wantsSpare && journal.orderSpare() == nil)
        _ = self.take(300, &journal)
        for number in 0..<Journal.maximumSpares {
            #expect(journal.wantsSpare)
            let order = journal.orderSpare()
            #expect(order?.segment == UInt64(2 + number))
            journal.made(UInt64(2 + number))
        }
        #expect(!journal.wantsSpare && journal.orderSpare() == nil)
    }

    @Test func `letting go in any order moves the mark over what is stored without a gap`() {
        var journal = self.journal()
        let extents = (0..<5).compactMap { _ in self.take(100, &journal)?.extent }
        #expect(journal.release([extents[2]]).marks == [:])
        #expect(journal.release([extents[0]]).marks == [1: Self.head + 100])
        #expect(journal.release([extents[4]]).marks == [:])
        #expect(journal.release([extents[1]]).marks == [1: Self.head + 300])
        #expect(journal.release([extents[3]]).marks == [1: Self.head + 500])
        #expect(journal.pending == 0)
    }

    @Test func `segments of an earlier run are never appended to`() {
        var journal = self.journal(
            leftovers: [
                .init(segment: 4, size: 500, start: 128, end: 400), .init(segment: 9, size: 200, start: 150, end: 190),
            ])
        #expect(journal.size == 700 && journal.pending == 312)
        #expect(self.take(10, &journal)?.extent.segment == 10)
        #expect(journal.release([SpoolExtent(segment: 4, offset: 128, length: 272)]).finished == [4])
        #expect(journal.reuse(4) == nil, "it has another size")
    }

    @Test func `at the end, what nobody needs is known`() {
        var journal = self.journal()
        _ = self.take(4096, &journal)
        let last = self.take(2, &journal)?.extent
        _ = journal.release([last].compactMap(\.self))
        #expect(journal.unneeded() == [2])
        #expect(journal.end == .init(segment: 2, end: Self.head + 2, isFinished: true))
    }

    @Test func `letting go of a segment that is not there is nothing`() {
        var journal = self.journal()
        #expect(journal.release([SpoolExtent(segment: 77, offset: 0, length: 5)]) == .init())
        #expect(journal.pending == 0)
    }
}

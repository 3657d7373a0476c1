import Testing

@testable import TreadleTracing

@Suite struct JournalTests {
    private typealias Journal = FileCallSpool.Journal

    private func journal(segment: Int = 100, total: Int = 1000, leftovers: [(UInt64, Int)] = []) -> Journal {
        Journal(
            limits: .init(segmentBytes: segment, totalBytes: total),
            leftovers: leftovers.map { (number: $0.0, size: $0.1) })
    }

    @Test func `frames follow each other, and a new segment begins where the next would not fit`() {
        var journal = self.journal()
        #expect(journal.reserve(60) == SpoolExtent(segment: 1, offset: 0, length: 60))
        #expect(journal.reserve(40) == SpoolExtent(segment: 1, offset: 60, length: 40))
        #expect(journal.reserve(1) == SpoolExtent(segment: 2, offset: 0, length: 1))
        #expect(journal.reserve(99) == SpoolExtent(segment: 2, offset: 1, length: 99))
        #expect(journal.size == 200 && journal.pending == 200)
    }

    @Test func `a frame larger than a segment has one of its own`() {
        var journal = self.journal()
        #expect(journal.reserve(10)?.segment == 1)
        #expect(journal.reserve(500) == SpoolExtent(segment: 2, offset: 0, length: 500))
        #expect(journal.reserve(10)?.segment == 3)
    }

    @Test(arguments: [(1000, true), (1001, false)])
    func `the bound is met from both sides`(last: Int, isTaken: Bool) {
        var journal = self.journal()
        for _ in 0..<9 { _ = journal.reserve(100) }
        #expect((journal.reserve(last - 900) != nil) == isTaken)
        #expect(journal.size <= 1000)
    }

    @Test func `a segment goes when all in it is stored, and makes room`() {
        var journal = self.journal(total: 200)
        let extents = (0..<4).compactMap { _ in journal.reserve(50) }
        #expect(journal.reserve(1) == nil)
        #expect(journal.release([extents[0]]) == [])
        #expect(journal.reserve(1) == nil)
        #expect(journal.release([extents[1]]) == [1])
        #expect(journal.size == 100 && journal.pending == 100)
        #expect(journal.reserve(50)?.segment == 3)
    }

    @Test func `the current segment stays while it is small, and goes when it is not`() {
        var journal = self.journal(segment: 3200)
        let small = journal.reserve(99)
        #expect(journal.release([small].compactMap(\.self)) == [])
        let more = journal.reserve(1)
        #expect(more?.offset == 99)
        #expect(journal.release([more].compactMap(\.self)) == [1])
        #expect(journal.reserve(1)?.segment == 2)
    }

    @Test func `a small segment that is left behind empty goes as well`() {
        var journal = self.journal(segment: 3200, total: 10_000)
        _ = journal.release([journal.reserve(10)].compactMap(\.self))
        #expect(journal.reserve(3200)?.segment == 2)
        #expect(journal.release([]) == [1])
        #expect(journal.size == 3200)
    }

    @Test func `a small segment in which all is stored never keeps the bound from being met`() {
        var journal = self.journal(segment: 3200, total: 95)
        #expect(journal.release([journal.reserve(90)].compactMap(\.self)) == [])
        #expect(journal.reserve(96) == nil)
        #expect(journal.reserve(95) == SpoolExtent(segment: 2, offset: 0, length: 95))
        #expect(journal.size == 95 && journal.pending == 95)
        #expect(journal.release([]) == [1])
    }

    @Test func `segments of an earlier run are never appended to`() {
        var journal = self.journal(leftovers: [(4, 30), (9, 20)])
        #expect(journal.size == 50 && journal.pending == 50)
        #expect(journal.reserve(10)?.segment == 10)
        #expect(journal.release([SpoolExtent(segment: 4, offset: 0, length: 30)]) == [4])
    }

    @Test func `at the end, what nobody needs goes and the rest stays`() {
        var journal = self.journal()
        let extents = (0..<2).compactMap { _ in journal.reserve(100) }
        _ = journal.reserve(2)
        _ = journal.release([SpoolExtent(segment: 3, offset: 0, length: 2)])
        #expect(Set(journal.close()) == [3])
        #expect(journal.pending == 200)
        #expect(journal.release(extents) == [1, 2])
    }

    @Test func `letting go of a segment that is not there is nothing`() {
        var journal = self.journal()
        #expect(journal.release([SpoolExtent(segment: 77, offset: 0, length: 5)]) == [])
        #expect(journal.pending == 0)
    }
}

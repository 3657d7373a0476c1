import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct RowRopeTests {
    @Test(arguments: [0, 1, 1023, 1024, 1025, 5000])
    func `it is what a list is, whatever is done to it`(count: Int) {
        var list = (0..<count).map { Int64($0) }
        var rope = RowRope(list)
        var state: UInt64 = 9
        func random(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return Int(state >> 33) % bound
        }
        for number in 0..<6000 {
            // Phases that mostly grow and that mostly shrink, so that runs split and vanish.
            let grows = number / 1500 % 2 == 0
            if list.isEmpty || random(below: 10) < (grows ? 9 : 1) {
                let place = random(below: list.count + 1)
                list.insert(Int64(10_000 + number), at: place)
                rope.insert(Int64(10_000 + number), at: place)
            } else {
                let place = random(below: list.count)
                let removed = list.remove(at: place)
                #expect(rope.remove(at: place) == removed)
            }
        }
        #expect(rope.rows == list)
        while let last = list.popLast() { #expect(rope.remove(at: list.count) == last) }
        #expect(rope.rows.isEmpty)
    }

    @Test func `keys are packed and unpacked`() {
        let keys: [Int64] = [0, 1, -1, .max, .min, 0x0102_0304_0506_0708]
        let bytes = TablePart.pack(keys[1...])
        #expect(bytes.count == 5 * TablePart.keySize)
        #expect(bytes.suffix(8) == [8, 7, 6, 5, 4, 3, 2, 1])
        var read: [Int64] = [7]
        bytes.withUnsafeBytes { TablePart.unpack($0, into: &read) }
        #expect(read == [7] + keys[1...])
        #expect([0, 1, 499, 500, 501].map(TablePart.count(ofRows:)) == [0, 1, 1, 1, 2])
    }

    @Test func `rows are cut into runs by count and by size`() throws {
        func batches(_ sizes: [Int]) -> [Range<Int>] {
            let values = sizes.map { RawJSON(string: String(repeating: "x", count: $0 - 2)) }
            return NewRows(values: values, digests: values.map { _ in "" }).batches()
        }
        let megabyte = 1 << 20
        #expect(batches([]).isEmpty)
        #expect(batches([Int](repeating: 2, count: 2000)) == [0..<2000])
        #expect(batches([Int](repeating: 2, count: 2001)) == [0..<2000, 2000..<2001])
        #expect(batches([megabyte, 3 * megabyte, 2]) == [0..<2, 2..<3])
        #expect(batches([9 * megabyte, 2, 9 * megabyte]) == [0..<1, 1..<2, 2..<3])
    }
}

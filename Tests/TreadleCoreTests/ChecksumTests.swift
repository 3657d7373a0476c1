import Testing

@testable import TreadleCore

@Suite struct ChecksumTests {
    private func sum(_ bytes: some Collection<UInt8>, seed: UInt64 = 0) -> UInt64 {
        Array(bytes).withUnsafeBytes { Checksum.sum64($0, seed: seed) }
    }

    @Test func `it is the same on every machine and in every version`() {
        #expect(self.sum([]) == 0x2D06_8005_38D3_94C2)
        #expect(self.sum(Array("warp".utf8)) == 0x3828_61F9_D64C_BD92)
        #expect(self.sum(Array(0...255)) == 0x9408_A443_3B95_2D71)
        #expect(self.sum(Array(0...255), seed: 7) == 0xBDC8_5720_69C5_DA9D)
    }

    @Test(arguments: [1, 7, 8, 9, 31, 32, 33, 63, 64, 100])
    func `every other byte in every place, and every other length, gives another sum`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        let sum = self.sum(bytes)
        for index in 0..<count {
            for change in 1...255 {
                var other = bytes
                other[index] ^= UInt8(change)
                #expect(self.sum(other) != sum, "byte \(index) changed by \(change)")
            }
        }
        for zeros in 1...40 { #expect(self.sum(bytes + [UInt8](repeating: 0, count: zeros)) != sum) }
        for fewer in 1...count { #expect(self.sum(bytes.dropLast(fewer)) != sum) }
    }

    @Test func `words that change places are noticed`() {
        var bytes = [UInt8](repeating: 1, count: 64)
        bytes.replaceSubrange(0..<8, with: [9, 8, 7, 6, 5, 4, 3, 2])
        let sums = Set((0..<8).map { place in self.sum(Array(bytes[(8 * place)...] + bytes[..<(8 * place)])) })
        #expect(sums.count == 8)
    }
}

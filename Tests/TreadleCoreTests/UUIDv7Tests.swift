import Testing
import TreadleCore

@Suite struct UUIDv7Tests {
    @Test func `an identifier has the form of version 7, variant 10`() throws {
        for _ in 0..<1000 {
            let id = UUIDv7.make()
            #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        }
    }

    @Test func `an identifier tells when it was made`() throws {
        let before = Timestamp.now.microseconds / 1000
        let id = UUIDv7.make()
        let milliseconds = try #require(Int64(id.replacing("-", with: "").prefix(12), radix: 16))
        // A burst of other tests may have run ahead of the clock by a few ticks.
        #expect(milliseconds >= before && milliseconds <= Timestamp.now.microseconds / 1000 + 1000)
    }

    @Test func `identifiers of one thread ascend`() {
        let ids = (0..<10_000).map { _ in UUIDv7.make() }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `identifiers of several tasks are all different, and ascend in each`() async {
        let ids = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<8 { group.addTask { (0..<2000).map { _ in UUIDv7.make() } } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for list in ids { #expect(zip(list, list.dropFirst()).allSatisfy { $0 < $1 }) }
        #expect(Set(ids.joined()).count == 16_000)
    }
}

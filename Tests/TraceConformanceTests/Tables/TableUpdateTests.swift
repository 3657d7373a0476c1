import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct TableUpdateTests {
    private static let project = "mill/looms"

    private static func row(_ number: Int) -> RawJSON { RawJSON(.object(["i": .number(JSONNumber(number))])) }

    private func make(_ numbers: [Int], in store: any TraceServer) async throws -> String {
        try await store.createTable(numbers.map(Self.row), in: Self.project, expecting: nil).digest
    }

    private func numbers(_ digest: String, in store: any TraceServer) async throws -> [Int?] {
        var rows: [Int?] = []
        var position: TablePage.Position?
        repeat {
            let page = try await store.page(of: TableQuery(projectID: Self.project, digest: digest), after: position)
            rows += page.rows.map { $0.value["i"]?.integer }
            position = page.next
        } while position != nil
        return rows
    }

    @Test(arguments: Backend.allCases)
    func `changes follow one another, and the table before stays as it was`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let base = try await self.make([0, 1, 2], in: store)
        let receipt = try await store.updateTable(
            base, with: [.append(Self.row(3)), .pop(0), .insert(Self.row(9), at: 1)], in: Self.project)

        #expect(try await self.numbers(receipt.digest, in: store) == [1, 9, 2, 3])
        #expect(receipt.rowDigests == [3, 0, 9].map { Digest.content(of: Self.row($0)) })
        #expect(receipt.digest == Digest.table(ofRows: [1, 9, 2, 3].map { Digest.content(of: Self.row($0)) }))
        #expect(try await self.numbers(base, in: store) == [0, 1, 2])
        #expect(
            try await store.statistics(ofTables: [receipt.digest], in: Self.project).map(\.storageSizeBytes) == [4 * 7])
    }

    @Test(arguments: Backend.allCases)
    func `every place there is can be changed`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let empty = try await self.make([], in: store)
        let one = try await store.updateTable(empty, with: [.insert(Self.row(1), at: 0)], in: Self.project).digest
        #expect(try await self.numbers(one, in: store) == [1])
        let updates: [TableUpdate] = [
            .insert(Self.row(2), at: 1), .insert(Self.row(0), at: 0), .pop(1), .append(Self.row(2)),
        ]
        let three = try await store.updateTable(one, with: updates, in: Self.project).digest
        #expect(try await self.numbers(three, in: store) == [0, 2, 2])
        let back = try await store.updateTable(three, with: [.pop(2), .pop(1), .pop(0)], in: Self.project)
        #expect(back.digest == empty)
        #expect(back.rowDigests == [2, 2, 0].map { Digest.content(of: Self.row($0)) })
    }

    @Test(arguments: Backend.allCases)
    func `no changes make the same table`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let base = try await self.make([0, 1], in: store)
        #expect(
            try await store.updateTable(base, with: [], in: Self.project) == TableReceipt(digest: base, rowDigests: []))
    }

    @Test(arguments: Backend.allCases)
    func `a row that came and went is a row all the same`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let base = try await self.make([0], in: store)
        let receipt = try await store.updateTable(base, with: [.append(Self.row(5)), .pop(1)], in: Self.project)
        #expect(receipt.digest == base)
        let digest = try await store.createTable(ofRows: receipt.rowDigests, in: Self.project, expecting: nil)
        #expect(try await self.numbers(digest, in: store) == [5, 5])
    }

    @Test(arguments: Backend.allCases)
    func `what does not fit is refused, and changes nothing`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let base = try await self.make([0], in: store)
        let new = Self.row(77)
        for bad in [.pop(1), .pop(-1), .insert(new, at: 2), .insert(new, at: -1), .pop(.max)] as [TableUpdate] {
            let error = await #expect(throws: TraceError.self) {
                try await store.updateTable(base, with: [.insert(new, at: 0), .pop(0), bad], in: Self.project)
            }
            #expect(error?.code == .invalidRequest)
        }
        let misfit = await #expect(throws: TraceError.self) {
            try await store.updateTable(base, with: [.append(new), .append(RawJSON(integer: 7))], in: Self.project)
        }
        #expect(misfit?.code == .unprocessable)
        await #expect(throws: TraceError.self) {
            try await store.createTable(ofRows: [Digest.content(of: new)], in: Self.project, expecting: nil)
        }
        for (digest, project) in [("nothing", Self.project), (base, "mill/dyes")] {
            let error = await #expect(throws: TraceError.self) {
                try await store.updateTable(digest, with: [.append(new)], in: project)
            }
            #expect(error?.code == .notFound)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a thousand random changes come out as on a list`(backend: Backend) async throws {
        let store = try backend.makeStore()
        var random = SeededGenerator(seed: 3)
        var list = Array(0..<1600)
        let base = try await self.make(list, in: store)
        var updates: [TableUpdate] = []
        for number in 0..<1000 {
            switch Int.random(in: 0..<3, using: &random) {
            case 0:
                list.append(10_000 + number)
                updates.append(.append(Self.row(10_000 + number)))
            case 1:
                let place = Int.random(in: 0...list.count, using: &random)
                list.insert(20_000 + number, at: place)
                updates.append(.insert(Self.row(20_000 + number), at: place))
            default:
                let place = Int.random(in: 0..<list.count, using: &random)
                list.remove(at: place)
                updates.append(.pop(place))
            }
        }
        let receipt = try await store.updateTable(base, with: updates, in: Self.project)
        #expect(try await self.numbers(receipt.digest, in: store) == list)
        let size = list.reduce(0) { $0 + Self.row($1).bytes.count }
        #expect(
            try await store.statistics(ofTables: [receipt.digest], in: Self.project)
                == [TableStatistics(digest: receipt.digest, count: list.count, storageSizeBytes: size)])
    }
}

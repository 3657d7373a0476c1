import Testing
import TreadleCore
import TreadleTrace

@Suite struct RowOrderTests {
    private func order(_ rows: [String], by sort: [TableQuery.Sort], first count: Int = .max) throws -> [Int] {
        let order = RowOrder(sort)
        var first = FirstRows(in: order, count: count)
        for (index, row) in rows.enumerated() { first.add(order.entry(of: try RawJSON(row), at: index)) }
        return first.finish()
    }

    private let n = [QueryField.PathStep("n")]

    @Test func `numbers go by value, texts come after them, and what is missing last in both directions`() throws {
        let rows = [#"{"n":10}"#, "{}", #"{"n":9.5}"#, #"{"n":"b"}"#, #"{"n":null}"#, #"{"n":"a"}"#, #"{"n":100}"#]
        #expect(try self.order(rows, by: [.init(self.n)]) == [2, 0, 6, 5, 3, 1, 4])
        #expect(try self.order(rows, by: [.init(self.n, isDescending: true)]) == [6, 0, 2, 3, 5, 1, 4])
    }

    @Test func `a second key decides where the first does not, then the table's own order`() throws {
        let rows = [#"{"n":1,"s":{"k":"b"}}"#, #"{"n":1,"s":{"k":"a"}}"#, #"{"n":1.0,"s":{"k":"b"}}"#, #"{"n":0}"#]
        let nested = ["s", "k"].map { QueryField.PathStep($0) }
        #expect(try self.order(rows, by: [.init(self.n), .init(nested)]) == [3, 1, 0, 2])
        #expect(try self.order(rows, by: [.init(self.n), .init(nested, isDescending: true)]) == [3, 0, 2, 1])
        #expect(try self.order(rows, by: []) == [0, 1, 2, 3])
    }

    @Test(arguments: [0, 1, 5, 4999, 5000, 5001, 30_000])
    func `the first of many are the same as of all of them sorted`(count: Int) throws {
        let rows = (0..<20_000).map { "{\"n\":\($0 * 7919 % 10_007)}" }
        let all = try self.order(rows, by: [.init(self.n)])
        #expect(try self.order(rows, by: [.init(self.n)], first: count) == Array(all.prefix(count)))
    }

    @Test func `windows stay within the result`() {
        var query = TableQuery(projectID: "mill/looms", digest: "x")
        #expect(query.window(of: 7) == 0..<7 && query.reach == .max)
        query.offset = 3
        #expect(query.window(of: 7) == 3..<7 && query.window(of: 2) == 2..<2)
        query.limit = 2
        #expect(query.window(of: 7) == 3..<5 && query.window(of: 4) == 3..<4 && query.reach == 5)
        query.offset = .max
        query.limit = .max
        #expect(query.window(of: 7) == 7..<7 && query.reach == .max)
    }
}

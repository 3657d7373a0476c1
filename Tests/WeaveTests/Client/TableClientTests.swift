import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import Weave

struct TableClientTests {
    struct Order: Codable, Hashable { var customer: String, metres: Int }

    @Test(arguments: ClientSetup.allCases)
    func `A table is a dataset under its name, and its rows come back in order`(setup: ClientSetup) async throws {
        try await setup.withClient { client, _ in
            let orders = [Order(customer: "Ada", metres: 12), Order(customer: "Grete", metres: 40)]
            let table = try await client.table("spring orders", rows: orders)
            let dataset = try #require(table.dataset)
            #expect(dataset.name == "spring-orders")
            let version = try await client.object(dataset)
            #expect(version.baseClass == "Dataset" && version.value?["rows"]?.string == table.refText)
            for ref: any Referable in [table, dataset, "spring-orders", table.refText] {
                let rows = try await client.rows(of: ref).collect(upTo: .max)
                #expect(rows.map { $0.value["customer"]?.string } == ["Ada", "Grete"])
                #expect(try await client.rowCount(of: ref) == 2)
            }
            #expect(try await client.get(table, as: [Order].self) == orders)
            let row = try #require(try await client.rows(of: table).first())
            let ref = dataset.attribute("rows").row(row.digest).key("metres")
            #expect(try await client.get(ref, as: Int.self) == 12)
        }
    }

    @Test(arguments: ClientSetup.allCases)
    func `Rows are added to a table, and its name then stands for the longer one`(setup: ClientSetup) async throws {
        try await setup.withClient { client, _ in
            let short = try await client.table("orders", rows: [Order(customer: "Ada", metres: 12)])
            let longer = try await client.append([Order(customer: "Noor", metres: 7)], to: short)
            #expect(longer.digest != short.digest)
            #expect(try await client.rowCount(of: "orders") == 2)
            #expect(try await client.rowCount(of: short) == 1)
            #expect(try await client.objectVersions("orders").count == 2)
            let longest = try await client.append([RawJSON(#"{"customer":"Åse"}"#)], to: "orders")
            #expect(try await client.rowCount(of: longest) == 3 && longest.dataset != longer.dataset)
            let bare = TableRef(projectID: "mill/looms", digest: short.digest)
            let alone = try await client.append([Order(customer: "Noor", metres: 7)], to: bare)
            #expect(alone.digest == longer.digest && alone.dataset == nil)
            let unknown = await #expect(throws: TraceError.self) { try await client.rowCount(of: "nothing") }
            #expect(unknown?.code == .notFound)
            let refused = await #expect(throws: TraceError.self) { try await client.table("orders", rows: [.null]) }
            #expect(refused?.code == .unprocessable)
        }
    }

    @Test(arguments: ClientSetup.allCases)
    func `A table of many rows goes in parts and is the same table`(setup: ClientSetup) async throws {
        try await setup.withClient { client, _ in
            let rows = try (0..<1201).map { try RawJSON(#"{"row":\#($0)}"#) }
            let table = try await client.table("rows", rows: rows)
            #expect(table.digest == Digest.table(ofRows: rows.map { Digest.content(of: $0) }))
            #expect(try await client.rowCount(of: table) == 1201)
            var read = 0
            try await client.rows(of: table).visit { row in
                #expect(row.value["row"]?.integer == read)
                read += 1
                return true
            }
            #expect(read == 1201)
        }
    }

    @Test func `More parts than are sent at a time keep their order`() async throws {
        let client = AsyncWeaveClient(project: "mill/looms", store: InMemoryTraceStore())
        let rows = try (0..<5001).map { try RawJSON(#"{"row":\#($0)}"#) }
        let table = try await client.table("rows", rows: rows)
        #expect(table.digest == Digest.table(ofRows: rows.map { Digest.content(of: $0) }))
    }

    @Test func `Parts have at most so many rows and so many bytes`() throws {
        let row = try RawJSON(#"{"row":1}"#)
        #expect(TableChunks.cut([]) == [])
        #expect(TableChunks.cut(Array(repeating: row, count: 1000)) == [0..<1000])
        #expect(TableChunks.cut(Array(repeating: row, count: 1001)) == [0..<1000, 1000..<1001])
        let large = RawJSON(JSONValue.string(String(repeating: "w", count: 6 << 20)))
        let huge = RawJSON(JSONValue.string(String(repeating: "w", count: 11 << 20)))
        #expect(TableChunks.cut([large, row, large, huge, row]) == [0..<2, 2..<3, 3..<4, 4..<5])
    }
}

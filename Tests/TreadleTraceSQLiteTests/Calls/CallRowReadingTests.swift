import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct CallRowReadingTests {
    private static func query(_ payloads: CallPayloads) -> CallQuery {
        var query = CallQuery(projectID: "mill/looms")
        query.payloads = payloads
        return query
    }

    @Test func `only the columns asked for are read`() {
        let columns: [(CallPayloads, String)] = [(.attributes, "attributes"), (.inputs, "inputs"), (.output, "output")]
        for (payload, column) in columns {
            for (other, _) in columns {
                let text = CallRowReading(Self.query(other)).text.text
                #expect(text.contains("call_payloads.\(column)") == (other == payload))
            }
        }
        #expect(!CallRowReading(Self.query([])).text.text.contains("call_payloads"))
        var sized = Self.query([])
        (sized.includesStorageSize, sized.includesTotalStorageSize) = (true, true)
        #expect(!CallRowReading(sized).text.text.contains("call_payloads"))
    }

    @Test(arguments: (0..<8).map { CallPayloads(rawValue: $0) })
    func `what is not asked for comes back empty`(payloads: CallPayloads) async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        var call = Call.stub("1", inputs: try RawJSON(#"{"warp":1}"#), output: try RawJSON("[2]"))
        call.attributes = try RawJSON(#"{"loom":3}"#)
        call.summary = try RawJSON(#"{"usage":{}}"#)
        try await store.record([call])

        let found = try #require(try await store.calls(matching: Self.query(payloads)).first)

        if !payloads.contains(.attributes) { call.attributes = .emptyObject }
        if !payloads.contains(.inputs) { call.inputs = .emptyObject }
        if !payloads.contains(.output) { call.output = nil }
        #expect(found == call)
    }
}

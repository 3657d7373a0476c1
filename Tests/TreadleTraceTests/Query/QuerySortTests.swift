import Testing
import TreadleCore
import TreadleTrace

@Suite struct QuerySortTests {
    @Test func `a list is read, and written as it was`() throws {
        let text = #"[{"field":"started_at","direction":"desc"},{"field":"inputs.a\\.b","direction":"asc"}]"#
        let sort = try [QuerySort](wire: try RawJSON(text), over: .calls)
        #expect(sort.map(\.isDescending) == [true, false])
        #expect(sort.map(\.field.path) == ["started_at", #"inputs.a\.b"#])
        #expect(sort.wire.text == text)
        #expect(try [QuerySort](wire: try RawJSON("[]"), over: .calls).isEmpty)
    }

    @Test(arguments: [
        "null", "{}", #""id""#, "[1]", "[null]", #"["id"]"#, "[{}]", #"[{"field":"id"}]"#, #"[{"direction":"asc"}]"#,
        #"[{"field":"id","direction":"ASC"}]"#, #"[{"field":"id","direction":"up"}]"#,
        #"[{"field":"id","direction":null}]"#, #"[{"field":"id","direction":1}]"#,
        #"[{"field":1,"direction":"asc"}]"#, #"[{"field":null,"direction":"asc"}]"#,
        #"[{"field":"id","direction":"asc","nulls":"last"}]"#, #"[{"field":"loom","direction":"asc"}]"#,
        #"[{"field":"id","direction":"asc"},{"field":"","direction":"asc"}]"#,
    ])
    func `what has another shape is unprocessable`(text: String) throws {
        let wire = try RawJSON(text)
        let error = #expect(throws: TraceError.self) { try [QuerySort](wire: wire, over: .calls) }
        #expect(error?.code == .unprocessable)
    }

    @Test func `a list has a length`() throws {
        func list(_ count: Int) throws -> RawJSON {
            let entries = [String](repeating: #"{"field":"id","direction":"asc"}"#, count: count)
            return try RawJSON("[\(entries.joined(separator: ","))]")
        }
        #expect(try [QuerySort](wire: try list(64), over: .calls).count == 64)
        let wire = try list(65)
        let error = #expect(throws: TraceError.self) { try [QuerySort](wire: wire, over: .calls) }
        #expect(error?.code == .invalidRequest)
    }
}

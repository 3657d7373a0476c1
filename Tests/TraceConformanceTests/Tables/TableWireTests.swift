import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP
import TreadleTraceSQLite

@Suite struct TableWireTests {
    private let probe: ResponderProbe

    init() throws { self.probe = ResponderProbe(try SQLiteTraceStore(path: ":memory:")) }

    private func make(_ rows: String) async throws -> RawJSON {
        let (status, answer) = try await self.probe.post(
            "/table/create", #"{"table":{"project_id":"mill/looms","rows":\#(rows)}}"#)
        try #require(status == 200, "\(answer)")
        return answer
    }

    private func query(_ digest: String, _ rest: String = "") async throws -> RawJSON {
        let (status, answer) = try await self.probe.post(
            "/table/query", #"{"project_id":"mill/looms","digest":"\#(digest)"\#(rest)}"#)
        try #require(status == 200, "\(answer)")
        return answer
    }

    /// The digests are what the Python client works out.
    @Test func `every answer in full`() async throws {
        let made = try await self.make(#"[{"b":1,"a":"ü"},{ "x" : [1.0, null] },{}]"#)
        let digest = try #require(made["digest"]?.string)
        let rows = try #require(made["row_digests"]).elements().compactMap(\.string)
        #expect(
            made.text == #"{"digest":"\#(Digest.table(ofRows: rows))","row_digests":["#
                + rows.map { "\"\($0)\"" }.joined(separator: ",") + "]}")
        #expect(
            try await self.query(digest).text
                == #"{"rows":[{"digest":"\#(rows[0])","val":{"b":1,"a":"ü"},"original_index":0},"#
                + #"{"digest":"\#(rows[1])","val":{ "x" : [1.0, null] },"original_index":1},"#
                + #"{"digest":"\#(rows[2])","val":{},"original_index":2}]}"#)

        let fromDigests = try await self.probe.post(
            "/table/create_from_digests",
            #"{"project_id":"mill/looms","row_digests":["\#(rows[2])"],"expected_digest":null}"#)
        let one = Digest.table(ofRows: [rows[2]])
        #expect(fromDigests == (200, try RawJSON(#"{"digest":"\#(one)"}"#)))

        let updated = try await self.probe.post(
            "/table/update",
            #"{"project_id":"mill/looms","base_digest":"\#(one)","updates":[{"append":{"row":{"a":1}}},{"pop":{"index":0}},"#
                + #"{"insert":{"index":0,"row":{}}}]}"#)
        let a = Digest.content(of: try RawJSON(#"{"a":1}"#))
        #expect(
            updated.answer.text
                == #"{"digest":"\#(Digest.table(ofRows: [rows[2], a]))","updated_row_digests":["\#(a)","\#(rows[2])","\#(rows[2])"]}"#
        )

        let count = try await self.probe.post(
            "/table/query_stats", #"{"project_id":"mill/looms","digest":"\#(digest)"}"#)
        #expect(count == (200, try RawJSON(#"{"count":3}"#)))
        let batch = try await self.probe.post(
            "/table/query_stats_batch",
            #"{"project_id":"mill/looms","digests":["\#(digest)","x","\#(one)","\#(digest)"]}"#)
        #expect(
            batch.answer.text
                == #"{"tables":[{"digest":"\#(digest)","count":3,"storage_size_bytes":null},"#
                + #"{"digest":"\#(one)","count":1,"storage_size_bytes":null}]}"#)
        let sized = try await self.probe.post(
            "/table/query_stats_batch",
            #"{"project_id":"mill/looms","digests":["\#(one)"],"include_storage_size":true}"#)
        #expect(sized.answer.text == #"{"tables":[{"digest":"\#(one)","count":1,"storage_size_bytes":2}]}"#)
    }

    @Test func `what is not there is empty`() async throws {
        #expect(try await self.query("0").text == #"{"rows":[]}"#)
        let count = try await self.probe.post("/table/query_stats", #"{"project_id":"mill/looms","digest":"0"}"#)
        #expect(count == (200, try RawJSON(#"{"count":0}"#)))
        for digests in ["null", "[]", #"["0"]"#] {
            let batch = try await self.probe.post(
                "/table/query_stats_batch", #"{"project_id":"mill/looms","digests":\#(digests)}"#)
            #expect(batch == (200, try RawJSON(#"{"tables":[]}"#)))
        }
    }

    @Test func `a long answer comes page by page and is one object`() async throws {
        let rows = (0..<1501).map { #"{"i":\#($0)}"# }.joined(separator: ",")
        let digest = try #require(try await self.make("[\(rows)]")["digest"]?.string)
        let body = #"{"project_id":"mill/looms","digest":"\#(digest)"}"#
        let response = await self.probe.responder.respond(to: HTTPRequest(.post, "/table/query", body: .text(body)))
        #expect(response.headers["Content-Type"] == "application/json")
        guard case .stream(let stream, let length) = response.body else { return #expect(Bool(false), "no stream") }
        #expect(length == nil)
        var parts: [ArraySlice<UInt8>] = []
        while let part = try await stream.next() { parts.append(part) }
        #expect(parts.count == 4)
        let answer = try RawJSON(Array(parts.joined())[...])
        #expect(answer["rows"]?.elements().map { $0["val"]?["i"]?.integer } == Array(0..<1501))

        for (rest, count) in [(#","limit":1001"#, 1001), (#","offset":1,"limit":null"#, 1500), (#","limit":0"#, 0)] {
            #expect(try await self.query(digest, rest)["rows"]?.elements().count == count)
        }
        let given = await self.probe.responder.respond(to: HTTPRequest(.post, "/table/query", body: .text(body)))
        guard case .stream(let stream, _) = given.body else { return #expect(Bool(false), "no stream") }
        _ = try await stream.next()
        stream.cancel()
        #expect(try await stream.next() == nil)
    }

    @Test func `what the Python client sends along is accepted`() async throws {
        let digest = try #require(
            try await self.make(#"[{"s":{"k.x":2}},{"s":{"k.x":10}},{"s":{"k.x":1}}]"#)["digest"]?.string)
        func order(_ rest: String) async throws -> [Int?] {
            try #require(try await self.query(digest, rest)["rows"]).elements().map { $0["original_index"]?.integer }
        }
        #expect(try await order(#","filter":{"row_digests":null},"limit":100,"offset":0,"sort_by":null"#) == [0, 1, 2])
        #expect(try await order(#","filter":null,"sort_by":[]"#) == [0, 1, 2])
        #expect(try await order(#","filter":{"row_digests":[]},"limit":2"#) == [0, 1])
        #expect(try await order(#","sort_by":[{"field":"s.k\\.x","direction":"desc"}]"#) == [1, 0, 2])
    }

    private static let refused: [(String, String, Int)] = [
        ("/table/create", "{}", 422), ("/table/create", "[]", 422), ("/table/create", "", 422),
        ("/table/create", #"{"table":[]}"#, 422), ("/table/create", #"{"table":{"rows":[]}}"#, 422),
        ("/table/create", #"{"table":{"project_id":"a/b"}}"#, 422),
        ("/table/create", #"{"table":{"project_id":7,"rows":[]}}"#, 422),
        ("/table/create", #"{"table":{"project_id":"a/b","rows":{}}}"#, 422),
        ("/table/create", #"{"table":{"project_id":"a/b","rows":null}}"#, 422),
        ("/table/create", #"{"table":{"project_id":"a/b","rows":[{},1]}}"#, 422),
        ("/table/create", #"{"table":{"project_id":"a/b","rows":[],"expected_digest":1}}"#, 422),
        ("/table/create", #"{"table":{"project_id":"a/b","rows":[],"colour":1}}"#, 422),
        ("/table/create", #"{"table":{"project_id":"a/b","rows":[]},"colour":1}"#, 422),
        ("/table/create", #"{"table":{"project_id":"a/b","rows":[{}],"expected_digest":"0"}}"#, 409),
        ("/table/create_from_digests", #"{"project_id":"a/b"}"#, 422),
        ("/table/create_from_digests", #"{"row_digests":[]}"#, 422),
        ("/table/create_from_digests", #"{"project_id":"a/b","row_digests":[1]}"#, 422),
        ("/table/create_from_digests", #"{"project_id":"a/b","row_digests":"x"}"#, 422),
        ("/table/create_from_digests", #"{"project_id":"a/b","row_digests":[],"colour":1}"#, 422),
        ("/table/create_from_digests", #"{"project_id":"a/b","row_digests":["x"]}"#, 404),
        ("/table/create_from_digests", #"{"project_id":"a/b","row_digests":[],"expected_digest":"0"}"#, 409),
        ("/table/update", #"{"project_id":"a/b","updates":[]}"#, 422),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE"}"#, 422),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":{}}"#, 422),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":[1]}"#, 422),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":[{}]}"#, 422),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":[{"push":{"row":{}}}]}"#, 422),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":[{"append":{"row":1}}]}"#, 422),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":[{"append":{}}]}"#, 422),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":[{"append":{"row":{},"x":1}}]}"#, 422),
        (
            "/table/update",
            #"{"project_id":"a/b","base_digest":"BASE","updates":[{"append":{"row":{}},"pop":{"index":0}}]}"#, 422
        ),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":[{"pop":{"index":"0"}}]}"#, 422),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":[{"pop":{"index":0.5}}]}"#, 422),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":[{"insert":{"row":{}}}]}"#, 422),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":[{"pop":{"index":1}}]}"#, 400),
        ("/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":[{"pop":{"index":-1}}]}"#, 400),
        (
            "/table/update", #"{"project_id":"a/b","base_digest":"BASE","updates":[{"insert":{"index":2,"row":{}}}]}"#,
            400
        ),
        ("/table/update", #"{"project_id":"a/b","base_digest":"0","updates":[]}"#, 404),
        ("/table/query", #"{"digest":"x"}"#, 422), ("/table/query", #"{"project_id":"a/b"}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":7}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","filter":[]}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","filter":{"rows":[]}}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","filter":{"row_digests":"x"}}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","filter":{"row_digests":[1]}}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","limit":"1"}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","limit":-1}"#, 400),
        ("/table/query", #"{"project_id":"a/b","digest":"x","offset":-1}"#, 400),
        ("/table/query", #"{"project_id":"a/b","digest":"x","colour":1}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","sort_by":{}}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","sort_by":["a"]}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","sort_by":[{"field":"a"}]}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","sort_by":[{"direction":"asc"}]}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","sort_by":[{"field":"a","direction":"up"}]}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","sort_by":[{"field":1,"direction":"asc"}]}"#, 422),
        ("/table/query", #"{"project_id":"a/b","digest":"x","sort_by":[{"field":"a","direction":"asc","x":1}]}"#, 422),
        ("/table/query_stats", #"{"project_id":"a/b"}"#, 422), ("/table/query_stats", #"{"digest":"a"}"#, 422),
        ("/table/query_stats", #"{"project_id":"a/b","digest":null}"#, 422),
        ("/table/query_stats", #"{"project_id":"a/b","digest":"x","colour":1}"#, 422),
        ("/table/query_stats_batch", #"{"digests":[]}"#, 422),
        ("/table/query_stats_batch", #"{"project_id":"a/b","digests":"x"}"#, 422),
        ("/table/query_stats_batch", #"{"project_id":"a/b","digests":[null]}"#, 422),
        ("/table/query_stats_batch", #"{"project_id":"a/b","digests":[],"include_storage_size":1}"#, 422),
        ("/table/query_stats_batch", #"{"project_id":"a/b","digests":[],"colour":1}"#, 422),
    ]

    @Test func `what does not fit is refused in the right way`() async throws {
        let base = try await self.probe.post("/table/create", #"{"table":{"project_id":"a/b","rows":[{"r":1}]}}"#)
        let digest = try #require(base.answer["digest"]?.string)
        for (path, body, status) in Self.refused {
            let answered = try await self.probe.post(path, body.replacing("BASE", with: digest))
            #expect(answered.status == status, "\(path) \(body): \(answered.answer)")
            let shape = status == 422 ? "detail" : "reason"
            #expect(answered.answer[shape] != nil, "\(path) \(body): \(answered.answer)")
        }
    }

    @Test(arguments: ["", ".a", "a.", "a..b", "."])
    func `a malformed field to sort by is a bad request`(field: String) async throws {
        let (status, _) = try await self.probe.post(
            "/table/query",
            #"{"project_id":"a/b","digest":"x","sort_by":[{"field":"\#(field)","direction":"asc"}]}"#)
        #expect(status == 400)
    }

    @Test func `fields to sort by have limits`() async throws {
        func ask(_ field: String, _ count: Int = 1) async throws -> Int {
            let key = #"{"field":"\#(field)","direction":"asc"}"#
            let sort = [String](repeating: key, count: count).joined(separator: ",")
            return try await self.probe.post(
                "/table/query", #"{"project_id":"a/b","digest":"x","sort_by":[\#(sort)]}"#
            ).status
        }
        #expect(try await ask("a", 64) == 200)
        #expect(try await ask("a", 65) == 400)
        #expect(try await ask(String(repeating: "a", count: 8192)) == 200)
        #expect(try await ask(String(repeating: "a", count: 8193)) == 400)
        #expect(try await ask([String](repeating: "a", count: 256).joined(separator: ".")) == 200)
        #expect(try await ask([String](repeating: "a", count: 257).joined(separator: ".")) == 400)
    }

    @Test func `a refusal names the row`() async throws {
        let (_, answer) = try await self.probe.post(
            "/table/create", #"{"table":{"project_id":"a/b","rows":[{},{},"x"]}}"#)
        #expect(answer["detail"]?.elements().first?["loc"]?.text == #"["body","table","rows",2]"#)
    }

    @Test func `a body at the limit is accepted, one above it is not`() async throws {
        let body = #"{"table":{"project_id":"mill/looms","rows":[{"a":1}]}}"#
        for (limit, status) in [(body.utf8.count, 200), (body.utf8.count - 1, 413)] {
            var options = TraceResponder.Options()
            options.bodyLimit = limit
            let probe = ResponderProbe(InMemoryTraceStore(), options: options)
            #expect(try await probe.post("/table/create", body).status == status)
        }
    }
}

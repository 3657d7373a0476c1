import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

@Suite struct UsageWireTests {
    let store = InMemoryTraceStore()

    private func ask(_ path: String, _ body: String) async throws -> (status: Int, json: RawJSON) {
        let response = await TraceResponder(self.store).respond(
            to: HTTPRequest(.post, path, body: .text(#"{"project_id":"mill/looms",\#(body)}"#)))
        return (response.status, try RawJSON(await response.body.collect(upTo: 1 << 22)))
    }

    /// A root with two rows below it, and another trace.
    private func fill() async throws {
        func usage(_ prompt: Int) throws -> RawJSON {
            try RawJSON(#"{"usage":{"m":{"requests":1,"prompt_tokens":\#(prompt),"completion_tokens":1}}}"#)
        }
        var running = Call.stub("row-2", parent: "root", summary: try usage(3))
        running.endedAt = nil
        try await self.store.record([
            .stub("root"), .stub("row-1", parent: "root", summary: try usage(2)), running,
            .stub("other", op: "dye", trace: "trace-2", summary: try usage(50)),
            .stub("root", project: "mill/dyes", summary: try usage(1000)),
        ])
    }

    @Test func `calls are answered with what lies below them`() async throws {
        try await self.fill()
        let (status, json) = try await self.ask(
            "/calls/usage", #""call_ids":["root","nobody","row-1","root"],"include_costs":false"#)
        #expect(status == 200)
        func row(_ requests: Int, _ prompt: Int, _ completion: Int) -> String {
            #"{"m":{"requests":\#(requests),"prompt_tokens":\#(prompt),"completion_tokens":\#(completion),"#
                + #""total_tokens":\#(prompt + completion),"cache_read_input_tokens":0,"#
                + #""cache_creation_input_tokens":0,"prompt_tokens_total_cost":null,"#
                + #""completion_tokens_total_cost":null,"cache_read_input_tokens_total_cost":null,"#
                + #""cache_creation_input_tokens_total_cost":null}}"#
        }
        #expect(
            json.text
                == #"{"call_usage":{"root":\#(row(2, 5, 2)),"nobody":{},"row-1":\#(row(1, 2, 1))},"#
                + #""unfinished_call_ids":["row-2"]}"#)
    }

    @Test func `costs come when they are asked for`() async throws {
        try await self.fill()
        _ = try await self.store.createPrices([.stub("m", prompt: 2, completion: 3)])
        let (_, json) = try await self.ask("/calls/usage", #""call_ids":["root","other"],"include_costs":true"#)
        let usage = try #require(json["call_usage"])
        #expect(usage["root"]?["m"]?["prompt_tokens_total_cost"]?.double == 10)
        #expect(usage["root"]?["m"]?["completion_tokens_total_cost"]?.double == 6)
        #expect(usage["other"]?["m"]?["cache_read_input_tokens_total_cost"]?.text == "0.0")
    }

    @Test func `a trace over the limit is refused, one at the limit is not`() async throws {
        try await self.fill()
        #expect(try await self.ask("/calls/usage", #""call_ids":["root"],"limit":3"#).status == 200)
        let (status, json) = try await self.ask("/calls/usage", #""call_ids":["root"],"limit":2"#)
        #expect(status == 413)
        #expect(json["reason"]?.string?.contains("2") == true)
        #expect(try await self.ask("/calls/usage", #""call_ids":["other","root"],"limit":3"#).status == 200)
    }

    @Test func `a trace is answered call by call`() async throws {
        try await self.fill()
        let (status, json) = try await self.ask("/trace/usage", #""filter":{"trace_ids":["trace-1"]}"#)
        #expect(status == 200)
        #expect(json["call_usage"]?.members().map(\.name).sorted() == ["root", "row-1", "row-2"])
        #expect(json["call_usage"]?["root"]?["m"]?["total_tokens"]?.integer == 7)
        #expect(json["unfinished_call_ids"]?.text == #"["row-2"]"#)

        let query = #""query":{"$expr":{"$eq":[{"$getField":"op_name"},{"$literal":"dye"}]}},"include_costs":true"#
        let (_, dyes) = try await self.ask("/trace/usage", query)
        #expect(dyes["call_usage"]?.members().map(\.name) == ["other"])
        #expect(dyes["call_usage"]?["other"]?["m"]?["prompt_tokens_total_cost"]?.double == 0)
        #expect(try await self.ask("/trace/usage", #""limit":2"#).json["call_usage"]?.members().count == 2)
    }

    @Test(arguments: [
        ("/calls/usage", #""call_ids":null"#, 422), ("/calls/usage", #""call_ids":"root""#, 422),
        ("/calls/usage", #""call_ids":[1]"#, 422), ("/calls/usage", #""include_costs":true"#, 422),
        ("/calls/usage", #""call_ids":[],"include_costs":1"#, 422), ("/calls/usage", #""call_ids":[],"limit":0"#, 400),
        ("/calls/usage", #""call_ids":[],"limit":"9"}"#, 422), ("/calls/usage", #""call_ids":[],"colour":1"#, 422),
        ("/trace/usage", #""limit":-1"#, 400), ("/trace/usage", #""filter":[]"#, 422),
        ("/trace/usage", #""filter":{"colour":["red"]}"#, 422), ("/trace/usage", #""filter":{"op_names":"x"}"#, 422),
        ("/trace/usage", #""query":{"$expr":{"$and":[]}}"#, 400), ("/trace/usage", #""query":{}"#, 422),
        ("/trace/usage", #""query":{"$expr":{"$eq":[{"$getField":"colour"},{"$literal":1}]}}"#, 422),
        ("/trace/usage", #""colour":1"#, 422), ("/trace/usage", #""project_id":7"#, 422),
    ])
    func `malformed requests are refused`(path: String, body: String, status: Int) async throws {
        let (found, json) = try await self.ask(path, body)
        #expect(found == status, "\(json)")
    }

    @Test func `a list of identifiers has a limit`() async throws {
        for (count, status) in [(10_000, 200), (10_001, 400)] {
            let ids = (0..<count).map { "\"\($0)\"" }.joined(separator: ",")
            #expect(try await self.ask("/calls/usage", #""call_ids":[\#(ids)]"#).status == status)
        }
    }

    @Test func `nothing asked is nothing answered`() async throws {
        #expect(
            try await self.ask("/calls/usage", #""call_ids":[]"#).json.text
                == #"{"call_usage":{},"unfinished_call_ids":[]}"#)
        let (status, json) = try await self.ask("/trace/usage", #""filter":{"trace_ids":["none"]},"query":null"#)
        #expect(status == 200 && json.text == #"{"call_usage":{},"unfinished_call_ids":[]}"#)
    }
}

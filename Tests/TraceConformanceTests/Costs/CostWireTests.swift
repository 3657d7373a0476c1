import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

@Suite struct CostWireTests {
    let store = InMemoryTraceStore()

    private func ask(_ path: String, _ body: String) async throws -> (status: Int, json: RawJSON) {
        var options = TraceResponder.Options()
        options.userID = { _ in "anna" }
        let response = await TraceResponder(self.store, options: options).respond(
            to: HTTPRequest(.post, path, body: .text(body)))
        return (response.status, try RawJSON(await response.body.collect(upTo: 1 << 22)))
    }

    private func create(_ costs: String) async throws -> (status: Int, json: RawJSON) {
        try await self.ask("/cost/create", #"{"project_id":"mill/looms","costs":\#(costs),"wb_user_id":null}"#)
    }

    private func models(_ rest: String) async throws -> [String?] {
        let (status, json) = try await self.ask("/cost/query", #"{"project_id":"mill/looms"\#(rest)}"#)
        #expect(status == 200, "\(json)")
        return json["results"]?.elements().map { $0["llm_id"]?.string } ?? []
    }

    @Test func `identifiers come with their models`() async throws {
        let (status, json) = try await self.create(
            #"{"warp":{"prompt_token_cost":1,"completion_token_cost":2},"weft":{"prompt_token_cost":0,"completion_token_cost":0}}"#
        )
        #expect(status == 200)
        let ids = try await self.store.prices(in: "mill/looms").map(\.id)
        #expect(json.text == #"{"ids":[["\#(ids[0])","warp"],["\#(ids[1])","weft"]]}"#)
    }

    @Test func `what is not said has its default`() async throws {
        _ = try await self.create(
            #"{"warp":{"prompt_token_cost":0.5,"completion_token_cost":1e-7,"prompt_token_cost_unit":null,"#
                + #""completion_token_cost_unit":"EUR","effective_date":"1998-10-03T00:00:00","provider_id":null}}"#)
        let stored = try #require(try await self.store.prices(in: "mill/looms").first)
        let (_, json) = try await self.ask("/cost/query", #"{"project_id":"mill/looms"}"#)
        #expect(
            json.text
                == #"{"results":[{"id":"\#(stored.id)","llm_id":"warp","pricing_level":"project","#
                + #""pricing_level_id":"mill/looms","provider_id":"default","#
                + #""effective_date":"1998-10-03T00:00:00.000000Z","prompt_token_cost":0.5,"#
                + #""completion_token_cost":1e-07,"cache_read_input_token_cost":0.0,"#
                + #""cache_creation_input_token_cost":0.0,"prompt_token_cost_unit":"USD","#
                + #""completion_token_cost_unit":"EUR","created_by":"anna","created_at":"\#(stored.createdAt)"}]}"#)
    }

    @Test func `a price without a date holds from now on`() async throws {
        let before = Timestamp.now
        _ = try await self.create(#"{"warp":{"prompt_token_cost":1,"completion_token_cost":1,"effective_date":null}}"#)
        let stored = try #require(try await self.store.prices(in: "mill/looms").first)
        #expect((before...Timestamp.now).contains(stored.effectiveDate))
    }

    @Test(arguments: [
        (#"{"warp":{"completion_token_cost":1}}"#, 422), (#"{"warp":{"prompt_token_cost":1}}"#, 422),
        (#"{"warp":{"prompt_token_cost":null,"completion_token_cost":1}}"#, 422),
        (#"{"warp":{"prompt_token_cost":"1","completion_token_cost":1}}"#, 422),
        (#"{"warp":{"prompt_token_cost":1e999,"completion_token_cost":1}}"#, 422),
        (#"{"warp":{"prompt_token_cost":-1,"completion_token_cost":1}}"#, 400),
        (#"{"warp":{"prompt_token_cost":1,"completion_token_cost":1,"cache_read_input_token_cost":-0.1}}"#, 400),
        (#"{"warp":{"prompt_token_cost":1,"completion_token_cost":1,"colour":1}}"#, 422),
        (#"{"warp":{"prompt_token_cost":1,"completion_token_cost":1,"effective_date":"soon"}}"#, 422),
        (#"{"warp":{"prompt_token_cost":1,"completion_token_cost":1,"effective_date":253402300800}}"#, 422),
        (#"{"warp":{"prompt_token_cost":1,"completion_token_cost":1,"effective_date":-62135596801}}"#, 422),
        (#"{"warp":{"prompt_token_cost":1,"completion_token_cost":1,"effective_date":1e300}}"#, 422),
        (#"{"warp":{"prompt_token_cost":1,"completion_token_cost":1,"provider_id":7}}"#, 422),
        (#"{"":{"prompt_token_cost":1,"completion_token_cost":1}}"#, 400), (#"{"warp":3}"#, 422), ("[]", 422),
        ("null", 422),
    ])
    func `what is no price is refused, with all others`(costs: String, status: Int) async throws {
        let good = #"{"good":{"prompt_token_cost":1,"completion_token_cost":1},"#
        let body = costs.hasPrefix("{") ? good + costs.dropFirst() : costs
        let (found, json) = try await self.create(body)
        #expect(found == status, "\(json)")
        #expect(try await self.store.prices(in: "mill/looms").isEmpty)
    }

    @Test(arguments: ["253402300799", "-62135596800"])
    func `a price may hold from the first second that can be told, or the last`(date: String) async throws {
        let (status, json) = try await self.create(
            #"{"warp":{"prompt_token_cost":1,"completion_token_cost":1,"effective_date":\#(date)}}"#)
        #expect(status == 200, "\(json)")
    }

    @Test(arguments: ["7", "true", "[]", "{}"])
    func `who sets a price must be a text, if anything`(user: String) async throws {
        let (status, json) = try await self.ask(
            "/cost/create",
            #"{"project_id":"mill/looms","costs":{"warp":{"prompt_token_cost":1,"completion_token_cost":1}},"#
                + #""wb_user_id":\#(user)}"#)
        #expect(status == 422, "\(json)")
        #expect(try await self.store.prices(in: "mill/looms").isEmpty)
    }

    @Test func `queries pick by any column`() async throws {
        for (model, cost) in [("a", 3), ("b", 1), ("c", 2), ("d", 2)] {
            _ = try await self.create(#"{"\#(model)":{"prompt_token_cost":\#(cost),"completion_token_cost":1}}"#)
        }
        _ = try await self.store.createPrices([.stub("other", project: "mill/dyes")])
        let all = #"{"$eq":[{"$literal":"1"},{"$literal":"1"}]}"#
        #expect(try await self.models("") == ["a", "b", "c", "d"])
        #expect(try await self.models(#","query":{"$expr":\#(all)},"limit":2,"offset":1"#) == ["b", "c"])
        #expect(try await self.models(#","limit":0"#) == [])
        #expect(
            try await self.models(
                #","query":{"$expr":{"$and":[\#(all),{"$in":[{"$getField":"llm_id"},[{"$literal":"d"},{"$literal":"a"}]]}]}}"#
            ) == ["a", "d"])
        #expect(
            try await self.models(
                #","query":{"$expr":{"$gte":[{"$getField":"prompt_token_cost"},{"$literal":2}]}},"#
                    + #""sort_by":[{"field":"prompt_token_cost","direction":"asc"}]"#) == ["c", "d", "a"])
        #expect(
            try await self.models(
                #","query":{"$expr":{"$eq":[{"$getField":"pricing_level_id"},{"$literal":"mill/dyes"}]}}"#) == [])
        #expect(
            try await self.models(
                #","query":{"$expr":{"$lt":[{"$getField":"effective_date"},{"$literal":"2020-01-01"}]}}"#) == [])
    }

    @Test func `only the fields that were asked for come`() async throws {
        _ = try await self.create(#"{"a":{"prompt_token_cost":3,"completion_token_cost":1}}"#)
        let (_, json) = try await self.ask(
            "/cost/query", #"{"project_id":"mill/looms","fields":["prompt_token_cost","llm_id"]}"#)
        #expect(json.text == #"{"results":[{"llm_id":"a","prompt_token_cost":3.0}]}"#)
    }

    @Test(
        arguments: [
            ("/cost/query", "{}", 422), ("/cost/query", #"{"project_id":1}"#, 422),
            ("/cost/query", #"{"project_id":"a/b","limit":-1}"#, 400),
            ("/cost/query", #"{"project_id":"a/b","offset":-1}"#, 400),
            ("/cost/query", #"{"project_id":"a/b","limit":"9"}"#, 422),
            ("/cost/query", #"{"project_id":"a/b","fields":["colour"]}"#, 422),
            ("/cost/query", #"{"project_id":"a/b","fields":"id"}"#, 422),
            ("/cost/query", #"{"project_id":"a/b","colour":1}"#, 422),
            ("/cost/query", #"{"project_id":"a/b","query":{"$expr":{"$and":[]}}}"#, 400),
            (
                "/cost/query",
                #"{"project_id":"a/b","query":{"$expr":{"$eq":[{"$getField":"colour"},{"$literal":1}]}}}"#, 422
            ),
            ("/cost/query", #"{"project_id":"a/b","sort_by":[{"field":"colour","direction":"asc"}]}"#, 422),
            ("/cost/create", #"{"costs":{}}"#, 422), ("/cost/create", #"{"project_id":"a/b"}"#, 422),
            ("/cost/create", #"{"project_id":"a/b","costs":{},"colour":1}"#, 422), ("/cost/create", "[", 422),
            ("/cost/purge", #"{"project_id":"a/b"}"#, 422), ("/cost/purge", #"{"project_id":"a/b","query":null}"#, 422),
            ("/cost/purge", #"{"project_id":"a/b","query":{"$expr":{"$or":[]}}}"#, 400),
        ] as [(String, String, Int)])
    func `malformed requests are refused`(path: String, body: String, status: Int) async throws {
        let (found, json) = try await self.ask(path, body)
        #expect(found == status, "\(json)")
        #expect((json["detail"] ?? json["reason"]) != nil)
    }

    @Test(arguments: [
        #"{"$eq":[{"$getField":"id"},{"$literal":"ID"}]}"#, #"{"$eq":[{"$literal":"ID"},{"$getField":"id"}]}"#,
        #"{"$or":[{"$eq":[{"$getField":"id"},{"$literal":"ID"}]},{"$eq":[{"$getField":"id"},{"$literal":"x"}]}]}"#,
        #"{"$in":[{"$getField":"id"},[{"$literal":"x"},{"$literal":"ID"}]]}"#,
    ])
    func `prices are purged by their identifiers`(expression: String) async throws {
        let id = try await self.store.createPrices([.stub("warp")])[0]
        let query = expression.split(separator: "ID", omittingEmptySubsequences: false).joined(separator: id)
        let (status, json) = try await self.ask(
            "/cost/purge", #"{"project_id":"mill/looms","query":{"$expr":\#(query)}}"#)
        #expect(status == 200 && json.text == "{}", "\(json)")
        #expect(try await self.store.prices(in: "mill/looms").isEmpty)
    }

    @Test(arguments: [
        #"{"$eq":[{"$getField":"llm_id"},{"$literal":"warp"}]}"#, #"{"$eq":[{"$getField":"id"},{"$literal":7}]}"#,
        #"{"$gt":[{"$getField":"id"},{"$literal":""}]}"#, #"{"$not":[{"$eq":[{"$getField":"id"},{"$literal":"x"}]}]}"#,
        #"{"$and":[{"$eq":[{"$getField":"id"},{"$literal":"x"}]}]}"#,
        #"{"$or":[{"$eq":[{"$getField":"id"},{"$literal":"x"}]},{"$gt":[{"$getField":"id"},{"$literal":""}]}]}"#,
        #"{"$in":[{"$getField":"llm_id"},[{"$literal":"warp"}]]}"#,
        #"{"$in":[{"$getField":"id"},[{"$literal":null}]]}"#, #"{"$eq":[{"$getField":"id"},{"$getField":"id"}]}"#,
    ])
    func `anything else purges nothing`(expression: String) async throws {
        _ = try await self.store.createPrices([.stub("warp")])
        let (status, json) = try await self.ask(
            "/cost/purge", #"{"project_id":"mill/looms","query":{"$expr":\#(expression)}}"#)
        #expect(status == 400, "\(json)")
        #expect(try await self.store.prices(in: "mill/looms").count == 1)
    }
}

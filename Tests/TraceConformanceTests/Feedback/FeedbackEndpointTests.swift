import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

/// The feedback endpoints, byte for byte.
@Suite struct FeedbackEndpointTests {
    private let store = InMemoryTraceStore()
    private let all = FeedbackQuery(projectID: "mill/looms")

    private func ask(
        _ path: String, _ body: String, _ method: HTTPMethod = .post, bodyLimit: Int? = nil
    ) async throws -> (Int, RawJSON) {
        var options = TraceResponder.Options()
        if let bodyLimit { options.bodyLimit = bodyLimit }
        options.userID = { _ in "ada" }
        let response = await TraceResponder(self.store, options: options)
            .respond(to: HTTPRequest(method, path, body: .text(body)))
        #expect(response.headers["Content-Type"] == "application/json")
        return (response.status, try RawJSON(await response.body.collect(upTo: 64 << 20)))
    }

    private func item(_ more: String = "", id: Int = 1) -> String {
        #"{"project_id":"mill/looms","weave_ref":"weave:///mill/looms/call/7","feedback_type":"mill.rating","#
            + #""payload":{"stars":3.0},"id":"\#(NewFeedback.id(id))"\#(more)}"#
    }

    @Test(arguments: ["", "/traces"])
    func `an item is stored and acknowledged`(prefix: String) async throws {
        let (status, answer) = try await self.ask(prefix + "/feedback/create", self.item())
        #expect(status == 200)
        let row = try #require(try await self.store.feedback(matching: self.all).first)
        #expect(
            answer.text == #"{"id":"\#(NewFeedback.id(1))","created_at":"\#(row.createdAt)","wb_user_id":"ada","#
                + #""payload":{"stars":3.0}}"#)
        #expect(row.userID == "ada")
    }

    /// All that the Python client sends along.
    @Test func `an item as Weave's client sends it is taken, and its row has every field`() async throws {
        let sent = self.item(
            #","creator":null,"annotation_ref":null,"runnable_ref":null,"call_ref":null,"scorer_tags":[],"#
                + #""scorer_tag_reasons":{},"scorer_tag_confidences":{},"scorer_ratings":{},"scorer_rating_reasons":{},"#
                + #""scorer_rating_confidences":{},"span_agent_name":"","span_agent_version":"","#
                + #""span_status_code":"UNSET","span_conversation_id":"","span_trace_id":"","scorer_trace_id":"","#
                + #""trigger_ref":null,"queue_id":null,"wb_user_id":"somebody else""#)
        #expect(try await self.ask("/feedback/create", sent).0 == 200)
        let (status, answer) = try await self.ask(
            "/feedback/query",
            #"{"project_id":"mill/looms","fields":null,"query":null,"sort_by":[{"field":"created_at","direction":"asc"}],"#
                + #""limit":null,"offset":null}"#)
        #expect(status == 200)
        let time = try #require(try await self.store.feedback(matching: self.all).first).createdAt
        #expect(
            answer.text
                == #"{"total_count":1,"result":[{"id":"\#(NewFeedback.id(1))","project_id":"mill/looms","#
                + #""weave_ref":"weave:///mill/looms/call/7","wb_user_id":"ada","creator":null,"#
                + #""created_at":"\#(time)","feedback_type":"mill.rating","payload":{"stars":3.0},"#
                + #""annotation_ref":null,"runnable_ref":null,"call_ref":null,"trigger_ref":null,"queue_id":null,"#
                + #""scorer_tags":[],"scorer_tag_reasons":{},"scorer_tag_confidences":{},"scorer_ratings":{},"#
                + #""scorer_rating_reasons":{},"scorer_rating_confidences":{},"span_agent_name":"","#
                + #""span_agent_version":"","span_status_code":"UNSET","span_conversation_id":"","span_trace_id":"","#
                + #""scorer_trace_id":""}]}"#)
    }

    @Test func `a batch is stored and acknowledged in order`() async throws {
        let (status, answer) = try await self.ask(
            "/feedback/batch/create", #"{"batch":[\#(self.item(id: 2)),\#(self.item(id: 1))]}"#)
        #expect(status == 200)
        #expect(answer["res"]?.elements().map { $0["id"]?.string } == [NewFeedback.id(2), NewFeedback.id(1)])
        #expect(
            answer["res"]?.elements().first?.members().map(\.name) == ["id", "created_at", "wb_user_id", "payload"])
        #expect(try await self.ask("/feedback/batch/create", #"{"batch":[]}"#).1.text == #"{"res":[]}"#)
    }

    @Test(arguments: [
        #"{"project_id":"mill/looms"}"#, #""an item""#, #"{"colour":"red"}"#,
    ])
    func `a batch with an item that is none stores nothing, and tells its place`(bad: String) async throws {
        let (status, answer) = try await self.ask("/feedback/batch/create", #"{"batch":[\#(self.item()),\#(bad)]}"#)
        #expect(status == 422)
        #expect(
            answer["detail"]?.elements().first?["loc"]?.elements().prefix(3).map(\.text) == [
                #""body""#, #""batch""#, "1",
            ])
        #expect(try await self.store.feedbackCount(of: self.all) == 0)
    }

    @Test func `a batch with an item against its type's rules lets the client look for it`() async throws {
        let bad = self.item().replacing("mill.rating", with: "wandb.note.1")
        let (status, answer) = try await self.ask(
            "/feedback/batch/create", #"{"batch":[\#(self.item(id: 2)),\#(bad)]}"#)
        #expect(status == 422)
        #expect(answer["error_code"]?.string == "invalidRequest")
        #expect(answer["reason"]?.string?.hasPrefix("item 1: ") == true)
        #expect(try await self.store.feedbackCount(of: self.all) == 0)
        // Alone it is refused as Weave does.
        #expect(try await self.ask("/feedback/create", bad).0 == 400)
        #expect(try await self.ask("/feedback/replace", String(bad.dropLast()) + #","feedback_id":"x"}"#).0 == 400)
    }

    @Test(arguments: [
        ("project_id", "7"), ("weave_ref", "null"), ("feedback_type", "[]"), ("payload", #""x""#), ("payload", "null"),
        ("id", "7"), ("creator", "7"), ("wb_user_id", "{}"), ("annotation_ref", "7"), ("queue_id", "[]"),
        ("scorer_tags", #""x""#), ("scorer_tags", "[1]"), ("scorer_ratings", #"{"even":"x"}"#), ("span_trace_id", "1"),
        ("colour", #""red""#), ("feedback_id", #""x""#),
    ])
    func `a member of the wrong kind is refused with its place`(member: String, value: String) async throws {
        let body = try RawJSON(self.item()).setting([(member, try RawJSON(value))])
        let (status, answer) = try await self.ask("/feedback/create", body.text)
        #expect(status == 422)
        #expect(answer["detail"]?.elements().first?["loc"]?.elements().dropFirst().first?.string == member, "\(answer)")
        #expect(try await self.store.feedbackCount(of: self.all) == 0)
    }

    @Test(arguments: ["project_id", "weave_ref", "feedback_type", "payload"])
    func `a member that is missing is named`(member: String) async throws {
        let body = try RawJSON(self.item()).setting([(member, nil)])
        let (status, answer) = try await self.ask("/feedback/create", body.text)
        #expect(status == 422)
        #expect(answer["detail"]?.elements().first?["type"]?.string == "missing")
        #expect(answer["detail"]?.elements().first?["loc"]?.text == #"["body","\#(member)"]"#)
    }

    @Test(arguments: ["create", "batch/create", "replace", "query", "purge"])
    func `a body that is no object, or no JSON, is refused`(endpoint: String) async throws {
        for body in ["[]", "7", "null", "", "{", #"{"project_id":"\#u{0}"}"#] {
            #expect(try await self.ask("/feedback/\(endpoint)", body).0 == 422, "\(body)")
        }
        #expect(try await self.ask("/feedback/\(endpoint)", "{}").0 == 422)
        #expect(try await self.ask("/feedback/\(endpoint)", "{}", .get).0 == 405)
        #expect(try await self.ask("/feedback/\(endpoint)", "{\"a\":\"\("x" * 90)\"}", bodyLimit: 64).0 == 413)
    }

    @Test(arguments: ["stats", "aggregate", "payload_schema", "colour"])
    func `what only a page of Weave's asks is not there`(endpoint: String) async throws {
        #expect(try await self.ask("/feedback/\(endpoint)", "{}").0 == 404)
    }

    @Test func `an item takes the place of another, and its identifier`() async throws {
        _ = try await self.ask("/feedback/create", self.item())
        let new =
            #"{"project_id":"mill/looms","weave_ref":"weave:///mill/looms/call/8","feedback_type":"mill.word","#
            + #""payload":{"word":"even"},"feedback_id":"\#(NewFeedback.id(1))"}"#
        let (status, answer) = try await self.ask("/feedback/replace", new)
        #expect(status == 200)
        #expect(answer["id"]?.string == NewFeedback.id(1))
        #expect(answer["payload"]?.text == #"{"word":"even"}"#)
        #expect(try await self.store.feedback(matching: self.all).map(\.feedbackType) == ["mill.word"])
        // One that is not there is stored all the same, as Weave does.
        #expect(
            try await self.ask("/feedback/replace", new.replacing(NewFeedback.id(1), with: NewFeedback.id(2))).0 == 200)
        #expect(try await self.store.feedbackCount(of: self.all) == 2)
        #expect(try await self.ask("/feedback/replace", self.item()).0 == 422)
    }

    @Test func `an item with an identifier of its own takes the place of another`() async throws {
        _ = try await self.ask("/feedback/create", self.item(id: 1))
        let (status, answer) = try await self.ask(
            "/feedback/replace", self.item(#","feedback_id":"\#(NewFeedback.id(1))""#, id: 2))
        #expect(status == 200)
        #expect(answer["id"]?.string == NewFeedback.id(2))
        #expect(try await self.store.feedback(matching: self.all).map(\.id) == [NewFeedback.id(2)])
    }

    @Test func `only the fields that were asked for are told, by the names they were asked with`() async throws {
        _ = try await self.ask("/feedback/create", self.item(#","creator":"Ada""#))
        let (_, answer) = try await self.ask(
            "/feedback/query",
            #"{"project_id":"mill/looms","fields":["id","creator","payload.stars","payload.rows.0","queue_id","id","payload"]}"#
        )
        #expect(
            answer["result"]?.text
                == #"[{"id":"\#(NewFeedback.id(1))","creator":"Ada","payload.stars":3.0,"payload.rows.0":null,"#
                + #""queue_id":null,"payload":{"stars":3.0}}]"#)
        let (_, everything) = try await self.ask("/feedback/query", #"{"project_id":"mill/looms","fields":[]}"#)
        #expect(everything["result"]?.elements().first?.members().count == 25)
    }

    @Test func `rows can be counted`() async throws {
        _ = try await self.ask("/feedback/batch/create", #"{"batch":[\#(self.item(id: 1)),\#(self.item(id: 2))]}"#)
        let (_, counted) = try await self.ask("/feedback/query", #"{"project_id":"mill/looms","fields":["count(*)"]}"#)
        #expect(counted.text == #"{"total_count":2,"result":[{"count(*)":2}]}"#)
        let (_, limited) = try await self.ask(
            "/feedback/query", #"{"project_id":"mill/looms","fields":["id"],"limit":1,"offset":1}"#)
        #expect(limited.text == #"{"total_count":2,"result":[{"id":"\#(NewFeedback.id(2))"}]}"#)
        let (_, nobody) = try await self.ask("/feedback/query", #"{"project_id":"mill/dyes"}"#)
        #expect(nobody.text == #"{"total_count":0,"result":[]}"#)
    }

    @Test(arguments: [
        (#"{}"#, 422), (#"{"project_id":7}"#, 422), (#"{"project_id":"a/b","colour":1}"#, 422),
        (#"{"project_id":"a/b","limit":"x"}"#, 422), (#"{"project_id":"a/b","limit":1.5}"#, 422),
        (#"{"project_id":"a/b","limit":-1}"#, 400), (#"{"project_id":"a/b","offset":-1}"#, 400),
        (#"{"project_id":"a/b","fields":"id"}"#, 422), (#"{"project_id":"a/b","fields":[1]}"#, 422),
        (#"{"project_id":"a/b","fields":["colour"]}"#, 422), (#"{"project_id":"a/b","fields":["stars"]}"#, 422),
        (#"{"project_id":"a/b","fields":["id","count(*)"]}"#, 400),
        (#"{"project_id":"a/b","query":{}}"#, 422), (#"{"project_id":"a/b","query":{"$expr":{}}}"#, 422),
        (#"{"project_id":"a/b","query":{"$expr":{"$and":[]}}}"#, 400),
        (#"{"project_id":"a/b","query":{"$expr":{"$eq":[{"$getField":"inputs.a"},{"$literal":1}]}}}"#, 422),
        (#"{"project_id":"a/b","query":{"$expr":{"$gt":[{"$getField":"created_at"},{"$literal":"soon"}]}}}"#, 400),
        (#"{"project_id":"a/b","sort_by":{}}"#, 422),
        (#"{"project_id":"a/b","sort_by":[{"field":"created_at","direction":"up"}]}"#, 422),
        (#"{"project_id":"a/b","sort_by":[{"field":"colour","direction":"asc"}]}"#, 422),
    ])
    func `a question that is not understood is refused`(body: String, status: Int) async throws {
        let (found, answer) = try await self.ask("/feedback/query", body)
        #expect(found == status, "\(answer)")
    }

    @Test(arguments: [
        #"{"$eq":[{"$getField":"id"},{"$literal":"\#(NewFeedback.id(1))"}]}"#,
        #"{"$or":[{"$eq":[{"$getField":"id"},{"$literal":"\#(NewFeedback.id(1))"}]},{"$eq":[{"$getField":"id"},{"$literal":"x"}]}]}"#,
    ])
    func `feedback is purged by its identifiers`(operation: String) async throws {
        _ = try await self.ask("/feedback/batch/create", #"{"batch":[\#(self.item(id: 1)),\#(self.item(id: 2))]}"#)
        let (status, answer) = try await self.ask(
            "/feedback/purge", #"{"project_id":"mill/looms","query":{"$expr":\#(operation)}}"#)
        #expect(status == 200)
        #expect(answer.text == "{}")
        #expect(try await self.store.feedback(matching: self.all).map(\.id) == [NewFeedback.id(2)])
    }

    @Test(arguments: [
        (#"{"$eq":[{"$getField":"feedback_type"},{"$literal":"mill.rating"}]}"#, 400),
        (#"{"$eq":[{"$getField":"id"},{"$getField":"id"}]}"#, 400),
        (#"{"$eq":[{"$literal":1},{"$literal":1}]}"#, 400), (#"{"$eq":[{"$getField":"id"},{"$literal":7}]}"#, 400),
        (#"{"$gt":[{"$getField":"id"},{"$literal":""}]}"#, 400),
        (#"{"$not":[{"$eq":[{"$getField":"id"},{"$literal":"x"}]}]}"#, 400),
        (#"{"$and":[{"$eq":[{"$getField":"id"},{"$literal":"x"}]}]}"#, 400),
        (#"{"$or":[{"$eq":[{"$getField":"id"},{"$literal":"x"}]},{"$literal":true}]}"#, 400), (#"{"$or":[]}"#, 400),
        (#"{"$in":[{"$getField":"id"},[{"$literal":"\#(NewFeedback.id(1))"}]]}"#, 400), (#"{"$literal":true}"#, 422),
        ("{}", 422),
        (#"{"$eq":[{"$getField":"id"}]}"#, 422), ("[]", 422),
    ])
    func `nothing is purged by anything else`(operation: String, status: Int) async throws {
        _ = try await self.ask("/feedback/create", self.item())
        let (found, answer) = try await self.ask(
            "/feedback/purge", #"{"project_id":"mill/looms","query":{"$expr":\#(operation)}}"#)
        #expect(found == status, "\(answer)")
        #expect(try await self.store.feedbackCount(of: self.all) == 1)
    }

    @Test(arguments: [#"{"project_id":"mill/looms"}"#, #"{"project_id":"mill/looms","query":null}"#])
    func `a purge without a condition is refused`(body: String) async throws {
        _ = try await self.ask("/feedback/create", self.item())
        #expect(try await self.ask("/feedback/purge", body).0 == 422)
        #expect(try await self.store.feedbackCount(of: self.all) == 1)
    }
}

private func * (text: String, count: Int) -> String { String(repeating: text, count: count) }

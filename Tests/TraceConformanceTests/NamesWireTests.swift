import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

/// What projects and other things may be called, at every endpoint that makes them.
@Suite struct NamesWireTests {
    private let probe = ResponderProbe(InMemoryTraceStore())

    /// A body of each endpoint that may bring a project into being, with the project's name as JSON.
    private static func writes(to project: String) -> [(path: String, body: String)] {
        let id = NewFeedback.id(1)
        let item =
            #"{"project_id":\#(project),"weave_ref":"weave:///mill/looms/call/7","feedback_type":"mill.rating","#
            + #""payload":{}}"#
        return [
            ("/obj/create", #"{"obj":{"project_id":\#(project),"object_id":"loom","val":1}}"#),
            ("/table/create", #"{"table":{"project_id":\#(project),"rows":[{"warp":1}]}}"#),
            ("/table/create_from_digests", #"{"project_id":\#(project),"row_digests":[]}"#),
            ("/feedback/create", item), ("/feedback/replace", String(item.dropLast()) + #","feedback_id":"\#(id)"}"#),
            ("/feedback/batch/create", #"{"batch":[\#(item)]}"#),
            (
                "/cost/create",
                #"{"project_id":\#(project),"costs":{"warp":{"prompt_token_cost":1,"completion_token_cost":1}}}"#
            ),
            ("/project/ttl_settings/update", #"{"project_id":\#(project),"retention_days":7}"#),
            (
                "/call/start",
                #"{"start":{"project_id":\#(project),"id":"01999999-0000-7000-8000-000000000001","#
                    + #""trace_id":"01999999-0000-7000-8000-000000000002","op_name":"weave","#
                    + #""started_at":"2026-01-01T00:00:00Z","attributes":{},"inputs":{}}}"#
            ),
        ]
    }

    @Test func `a project with a name is written to`() async throws {
        for (path, body) in Self.writes(to: #""mill/\ufffd\ud83e\uddf5""#) {
            let (status, answer) = try await self.probe.post(path, body)
            #expect(status == 200, "\(path): \(answer)")
        }
    }

    @Test func `a project must have a name`() async throws {
        for (path, body) in Self.writes(to: #""""#) {
            let (status, answer) = try await self.probe.post(path, body)
            // Weave's clients look for the one bad item of a batch after 422 alone.
            #expect(status == (path == "/feedback/batch/create" ? 422 : 400), "\(path): \(answer)")
        }
    }

    /// Read as U+FFFD they would all be the same project.
    @Test(arguments: [#""\ud83e""#, #""mill/\uddf5""#, #""\ud83e\ud83e\uddf5""#, #""\uddf5\ud83e""#])
    func `half of a surrogate pair names no project`(project: String) async throws {
        for (path, body) in Self.writes(to: project) {
            let (status, answer) = try await self.probe.post(path, body)
            #expect(status == 422, "\(path): \(answer)")
            #expect(answer["detail"]?.elements().first?["type"]?.string == "string_unicode", "\(path): \(answer)")
        }
        #expect(try await self.probe.post("/objs/query", #"{"project_id":"\ufffd"}"#).answer.text == #"{"objs":[]}"#)
    }

    @Test func `half of a surrogate pair is no alias, and no digest`() async throws {
        _ = try await self.probe.post("/obj/create", #"{"obj":{"project_id":"mill/looms","object_id":"loom","val":1}}"#)
        for (path, body) in [
            ("/objs/loom/aliases", #"{"project_id":"mill/looms","digest":"v0","aliases":["best","\ud83e"]}"#),
            ("/table/create_from_digests", #"{"project_id":"mill/looms","row_digests":["\ud83e"]}"#),
        ] {
            let (status, answer) = try await self.probe.post(path, body)
            #expect(status == 422, "\(path): \(answer)")
        }
        let (status, _) = try await self.probe.post(
            "/obj/read", #"{"project_id":"mill/looms","object_id":"loom","digest":"best"}"#)
        #expect(status == 404)
    }
}

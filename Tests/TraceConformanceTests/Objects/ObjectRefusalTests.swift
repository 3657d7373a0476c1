import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

/// What is malformed is refused, and changes nothing.
@Suite struct ObjectRefusalTests {
    let store = InMemoryTraceStore()

    private func status(_ path: String, _ body: String, _ method: HTTPMethod = .post) async throws -> Int {
        let responder = TraceResponder(self.store)
        let response = await responder.respond(to: HTTPRequest(method, path, body: .text(body)))
        let answer = try RawJSON(await response.body.collect(upTo: 1 << 20))
        if response.status >= 400 {
            let hasReason = answer["reason"]?.string != nil || answer["detail"]?.elements().isEmpty == false
            #expect(hasReason, "\(answer)")
        }
        return response.status
    }

    static let creations: [(Int, String)] = [
        (422, ""), (422, "[]"), (422, "{}"), (422, #"{"obj":null}"#), (422, #"{"obj":[]}"#), (422, #"{"obj":{}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":"weft"}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","val":1}}"#), (422, #"{"obj":{"object_id":"weft","val":1}}"#),
        (422, #"{"obj":{"project_id":1,"object_id":"weft","val":1}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":["weft"],"val":1}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":null,"val":1}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":"weft","val":1,"more":1}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":"weft","val":1},"more":1}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":"weft","val":1,"expected_digest":1}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":"weft","val":1,"wb_user_id":1}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":"weft","val":{},"builtin_object_class":1}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":"weft","val":{},"set_base_object_class":[]}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":"has space","val":1}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":"","val":1}}"#),
        (400, #"{"obj":{"project_id":"mill/looms","object_id":"\#(String(repeating: "x", count: 129))","val":1}}"#),
        (409, #"{"obj":{"project_id":"mill/looms","object_id":"weft","val":1,"expected_digest":""}}"#),
        (400, #"{"obj":{"project_id":"mill/looms","object_id":"weft","val":{},"builtin_object_class":"Loom"}}"#),
        (400, #"{"obj":{"project_id":"mill/looms","object_id":"weft","val":1,"builtin_object_class":"Leaderboard"}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":"weft","val":{},"builtin_object_class":"Leaderboard"}}"#),
        (422, #"{"obj":{"project_id":"mill/looms","object_id":"weft","val":1}"#),
        (
            400,
            #"{"obj":{"project_id":"mill/looms","object_id":"loom","val":{"_class_name":"A","_bases":["Object","BaseModel"]}}}"#
        ),
    ]

    static let reads: [(Int, String)] = [
        (422, "1"), (422, "{}"), (422, #"{"project_id":"mill/looms","object_id":"loom"}"#),
        (422, #"{"project_id":"mill/looms","digest":"latest"}"#), (422, #"{"object_id":"loom","digest":"latest"}"#),
        (422, #"{"project_id":"mill/looms","object_id":"loom","digest":0}"#),
        (422, #"{"project_id":"mill/looms","object_id":"loom","digest":"v0","metadata_only":"yes"}"#),
        (422, #"{"project_id":"mill/looms","object_id":"loom","digest":"v0","include_tags_and_aliases":1}"#),
        (422, #"{"project_id":"mill/looms","object_id":"loom","digest":"v0","val":1}"#),
        (404, #"{"project_id":"mill/looms","object_id":"loom","digest":"v1"}"#),
    ]

    static let queries: [(Int, String)] = [
        (422, "null"), (422, "{}"), (422, #"{"project_id":null}"#), (422, #"{"project_id":"mill/looms","query":{}}"#),
        (422, #"{"project_id":"mill/looms","filter":[]}"#),
        (422, #"{"project_id":"mill/looms","filter":{"names":[]}}"#),
        (422, #"{"project_id":"mill/looms","filter":{"object_ids":"loom"}}"#),
        (422, #"{"project_id":"mill/looms","filter":{"object_ids":[1]}}"#),
        (422, #"{"project_id":"mill/looms","filter":{"tags":{}}}"#),
        (422, #"{"project_id":"mill/looms","filter":{"is_op":"no"}}"#),
        (422, #"{"project_id":"mill/looms","filter":{"latest_only":1}}"#),
        (422, #"{"project_id":"mill/looms","limit":"1"}"#), (422, #"{"project_id":"mill/looms","limit":1.5}"#),
        (400, #"{"project_id":"mill/looms","limit":-1}"#), (400, #"{"project_id":"mill/looms","offset":-1}"#),
        (422, #"{"project_id":"mill/looms","sort_by":{}}"#),
        (422, #"{"project_id":"mill/looms","sort_by":["object_id"]}"#),
        (422, #"{"project_id":"mill/looms","sort_by":[{"field":"object_id"}]}"#),
        (422, #"{"project_id":"mill/looms","sort_by":[{"field":"digest","direction":"asc"}]}"#),
        (422, #"{"project_id":"mill/looms","sort_by":[{"field":"object_id","direction":"up"}]}"#),
        (422, #"{"project_id":"mill/looms","sort_by":[{"field":"object_id","direction":"asc","more":1}]}"#),
        (422, #"{"project_id":"mill/looms","metadata_only":"yes"}"#),
        (422, #"{"project_id":"mill/looms","include_storage_size":1}"#),
        (
            400,
            #"{"project_id":"mill/looms","filter":{"tags":[\#(Array(repeating: "\"t\"", count: 1001).joined(separator: ","))]}}"#
        ),
        (
            200,
            #"{"project_id":"mill/looms","filter":{"tags":[\#(Array(repeating: "\"t\"", count: 1000).joined(separator: ","))]}}"#
        ),
    ]

    static let deletions: [(Int, String)] = [
        (422, "{}"), (422, #"{"project_id":"mill/looms"}"#), (422, #"{"object_id":"loom"}"#),
        (422, #"{"project_id":"mill/looms","object_id":1}"#),
        (422, #"{"project_id":"mill/looms","object_id":"loom","digests":"v0"}"#),
        (422, #"{"project_id":"mill/looms","object_id":"loom","digests":[0]}"#),
        (422, #"{"project_id":"mill/looms","object_id":"loom","more":1}"#),
        (400, #"{"project_id":"mill/looms","object_id":"loom","digests":[]}"#),
        (404, #"{"project_id":"mill/looms","object_id":"loom","digests":["v0","v1"]}"#),
        (404, #"{"project_id":"mill/looms","object_id":"weft"}"#),
        (404, #"{"project_id":"mill/dyes","object_id":"loom"}"#),
        (
            400,
            #"{"project_id":"mill/looms","object_id":"loom","digests":[\#(Array(repeating: "\"v0\"", count: 101).joined(separator: ","))]}"#
        ),
    ]

    static let taggings: [(Int, String)] = [
        (422, "[]"), (422, "{}"), (422, #"{"project_id":"mill/looms"}"#), (422, #"{"tags":["x"]}"#),
        (422, #"{"project_id":"mill/looms","tags":"x"}"#), (422, #"{"project_id":"mill/looms","tags":null}"#),
        (422, #"{"project_id":"mill/looms","tags":[1]}"#), (422, #"{"project_id":1,"tags":["x"]}"#),
        (422, #"{"project_id":"mill/looms","tags":["x"],"more":1}"#),
        (400, #"{"project_id":"mill/looms","tags":["x",""]}"#), (400, #"{"project_id":"mill/looms","tags":["a:b"]}"#),
        (404, #"{"project_id":"mill/dyes","tags":["x"]}"#),
    ]

    static let namings: [(Int, String)] = [
        (422, "{}"), (422, #"{"project_id":"mill/looms","digest":"v0"}"#),
        (422, #"{"project_id":"mill/looms","aliases":["x"]}"#), (422, #"{"digest":"v0","aliases":["x"]}"#),
        (422, #"{"project_id":"mill/looms","digest":"v0","aliases":"x"}"#),
        (422, #"{"project_id":"mill/looms","digest":0,"aliases":["x"]}"#),
        (422, #"{"project_id":"mill/looms","digest":"v0","aliases":["x"],"tags":[]}"#),
        (400, #"{"project_id":"mill/looms","digest":"v0","aliases":["x","latest"]}"#),
        (400, #"{"project_id":"mill/looms","digest":"v0","aliases":["v3"]}"#),
        (404, #"{"project_id":"mill/looms","digest":"v1","aliases":["x"]}"#),
    ]

    static let requests: [(path: String, method: HTTPMethod, status: Int, body: String)] =
        creations.map { ("/obj/create", .post, $0, $1) } + reads.map { ("/obj/read", .post, $0, $1) }
        + queries.map { ("/objs/query", .post, $0, $1) } + deletions.map { ("/obj/delete", .post, $0, $1) }
        + taggings.map { ("/objs/loom/versions/v0/tags", .put, $0, $1) }
        + taggings.map { ("/objs/loom/versions/v0/tags/remove", .post, $0, $1) }
        + namings.map { ("/objs/loom/aliases", .put, $0, $1) }
        + [
            ("/objs/loom/aliases/remove", .post, 422, "{}"),
            ("/objs/loom/aliases/remove", .post, 422, #"{"project_id":"mill/looms","digest":"v0","aliases":["x"]}"#),
            ("/objs/loom/aliases/remove", .post, 400, #"{"project_id":"mill/looms","aliases":["a/b"]}"#),
            ("/objs/loom/aliases/remove", .post, 200, #"{"project_id":"mill/looms","aliases":["unknown"]}"#),
            ("/objs/lo%zzm/aliases/remove", .post, 400, #"{"project_id":"mill/looms","aliases":["x"]}"#),
            ("/objs/lo%FFm/aliases/remove", .post, 400, #"{"project_id":"mill/looms","aliases":["x"]}"#),
            ("/objs/weft/versions/v0/tags", .put, 404, #"{"project_id":"mill/looms","tags":["x"]}"#),
            ("/objs/loom/versions/v9/tags", .put, 404, #"{"project_id":"mill/looms","tags":["x"]}"#),
            ("/objs/loom/versions/v0", .put, 404, "{}"), ("/objs/loom/aliases", .get, 405, ""),
            ("/tags", .get, 422, ""), ("/tags?project=mill/looms", .get, 422, ""), ("/aliases", .get, 422, ""),
            ("/tags?project_id=mill/looms", .post, 405, "{}"), ("/obj/create", .get, 405, ""),
            ("/tags?project_id=nobody/nothing", .get, 200, ""),
        ]

    @Test(arguments: requests)
    func `each is answered for what is wrong with it`(
        path: String, method: HTTPMethod, status: Int, body: String
    ) async throws {
        let key = ObjectKey(projectID: "mill/looms", objectID: "loom")
        _ = try await self.store.createObject(
            NewObject(projectID: "mill/looms", objectID: "loom", value: try RawJSON("[0]")))
        try await self.store.addTags(["kept"], to: key)
        try await self.store.setAliases(["kept"], to: key)
        var query = ObjectQuery(projectID: "mill/looms")
        query.includesTagsAndAliases = true
        let before = try await self.store.objects(matching: query)

        #expect(try await self.status(path, body, method) == status)

        #expect(try await self.store.objects(matching: query) == before)
    }
}

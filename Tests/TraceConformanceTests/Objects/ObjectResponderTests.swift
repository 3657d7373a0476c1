import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP
import TreadleTraceSQLite

/// Objects on the wire (weave-wire, sections 4 and 11).
@Suite struct ObjectResponderTests {
    let store: SQLiteTraceStore
    let responder: TraceResponder

    init() throws {
        self.store = try SQLiteTraceStore(path: ":memory:")
        var options = TraceResponder.Options()
        options.userID = { _ in "ada" }
        self.responder = TraceResponder(self.store, options: options)
    }

    private func ask(_ path: String, _ body: String, _ method: HTTPMethod = .post) async throws -> (Int, RawJSON) {
        let response = await self.responder.respond(to: HTTPRequest(method, path, body: .text(body)))
        #expect(response.headers["Content-Type"] == "application/json")
        return (response.status, try RawJSON(await response.body.collect(upTo: 64 << 20)))
    }

    @discardableResult
    private func create(_ name: String, _ value: String, _ more: String = "") async throws -> String {
        let body = #"{"obj":{"project_id":"mill/looms","object_id":"\#(name)","val":\#(value)\#(more)}}"#
        let (status, answer) = try await self.ask("/obj/create", body)
        #expect(status == 200, "\(answer)")
        return answer["digest"]?.string ?? ""
    }

    @Test(arguments: ["", "/traces"])
    func `an object has all of its members`(prefix: String) async throws {
        let value = #"{ "n":1.50, "_class_name":"Jacquard","_bases":["Loom","Object","BaseModel"]}"#
        let (status, created) = try await self.ask(
            prefix + "/obj/create",
            #"{"obj":{"project_id":"mill/looms","object_id":"loom","val":\#(value),"wb_user_id":null}}"#)
        let digest = Digest.content(of: try RawJSON(value))
        #expect(status == 200)
        #expect(created.text == #"{"digest":"\#(digest)","object_id":"loom"}"#)

        let (_, read) = try await self.ask(
            prefix + "/obj/read", #"{"project_id":"mill/looms","object_id":"loom","digest":"latest"}"#)
        let time = try #require(read["obj"]?["created_at"]?.string)
        #expect(Timestamp(time) != nil && time.hasSuffix("Z"))
        func obj(_ value: String, size: String, tags: String) -> String {
            #"{"project_id":"mill/looms","object_id":"loom","created_at":"\#(time)","deleted_at":null,"#
                + #""digest":"\#(digest)","version_index":0,"is_latest":1,"kind":"object","base_object_class":"Loom","#
                + #""leaf_object_class":"Jacquard","val":\#(value),"wb_user_id":"ada","size_bytes":\#(size),\#(tags)}"#
        }
        let size = "\(value.utf8.count)"
        #expect(read.text == #"{"obj":\#(obj(value, size: size, tags: #""tags":null,"aliases":null"#))}"#)

        let (_, all) = try await self.ask(prefix + "/objs/query", #"{"project_id":"mill/looms"}"#)
        #expect(all.text == #"{"objs":[\#(obj(value, size: "null", tags: #""tags":null,"aliases":null"#))]}"#)
        let (_, asked) = try await self.ask(
            prefix + "/objs/query",
            #"{"project_id":"mill/looms","metadata_only":true,"include_storage_size":true,"include_tags_and_aliases":true}"#
        )
        #expect(asked.text == #"{"objs":[\#(obj("{}", size: size, tags: #""tags":[],"aliases":["latest"]"#))]}"#)
    }

    /// What the Python client sends along.
    @Test func `null asks for nothing`() async throws {
        try await self.create("loom", "[0]", #","builtin_object_class":null,"expected_digest":null"#)
        let (status, answer) = try await self.ask(
            "/objs/query",
            #"{"project_id":"mill/looms","filter":{"base_object_classes":null,"object_ids":["loom"],"is_op":null,"latest_only":null,"tags":[],"aliases":[]},"limit":null,"offset":null,"sort_by":null,"metadata_only":null,"include_storage_size":null,"include_tags_and_aliases":null}"#
        )
        #expect(status == 200)
        #expect(answer["objs"]?.elements().count == 1)
        let (_, deleted) = try await self.ask(
            "/obj/delete", #"{"project_id":"mill/looms","object_id":"loom","digests":null}"#)
        #expect(deleted.text == #"{"num_deleted":1}"#)
    }

    @Test func `who publishes is what the server knows`() async throws {
        try await self.create("loom", "[0]", #","wb_user_id":"somebody else""#)
        let version = try await self.store.object(
            ObjectKey(projectID: "mill/looms", objectID: "loom"), metadataOnly: true, includingTagsAndAliases: false)
        #expect(version.userID == "ada")
    }

    @Test func `a class is known by its older name, too`() async throws {
        try await self.create("board", #"{"columns":[]}"#, #","set_base_object_class":"Leaderboard""#)
        try await self.create(
            "spec", "{}", #","set_base_object_class":"Leaderboard","builtin_object_class":"AnnotationSpec""#)
        let (_, answer) = try await self.ask("/objs/query", #"{"project_id":"mill/looms","metadata_only":true}"#)
        let classes = answer["objs"]?.elements().map { $0["base_object_class"]?.string }
        #expect(classes == ["Leaderboard", "AnnotationSpec"])
    }

    @Test(arguments: [HTTPMethod.put, .post])
    func `tags and aliases are set and listed`(method: HTTPMethod) async throws {
        let digest = try await self.create("織機", "[0]")
        let path = "/objs/%E7%B9%94%E6%A9%9F"
        let tags = #"{"project_id":"mill/looms","tags":["good one","x"]}"#
        let added = try await self.ask("\(path)/versions/\(digest)/tags", tags, method)
        #expect(added.0 == 200 && added.1.text == "{}")
        let removed = try await self.ask(
            "\(path)/versions/\(digest)/tags/remove", #"{"project_id":"mill/looms","tags":["x"]}"#)
        #expect(removed.0 == 200 && removed.1.text == "{}")
        let aliases = #"{"project_id":"mill/looms","digest":"\#(digest)","aliases":["prod","test"]}"#
        let set = try await self.ask("\(path)/aliases", aliases, method)
        #expect(set.0 == 200 && set.1.text == "{}")
        let unset = try await self.ask("\(path)/aliases/remove", #"{"project_id":"mill/looms","aliases":["test"]}"#)
        #expect(unset.0 == 200 && unset.1.text == "{}")

        #expect(try await self.ask("/tags?project_id=mill%2Flooms", "", .get).1.text == #"{"tags":["good one"]}"#)
        #expect(
            try await self.ask("/traces/aliases?project_id=mill/looms", "", .get).1.text
                == #"{"aliases":["latest","prod"]}"#)
    }

    @Test func `a deleted version says so`() async throws {
        let digest = try await self.create("loom", "[0]")
        _ = try await self.ask("/obj/delete", #"{"project_id":"mill/looms","object_id":"loom","digests":["v0"]}"#)
        let (status, answer) = try await self.ask(
            "/obj/read", #"{"project_id":"mill/looms","object_id":"loom","digest":"\#(digest)"}"#)
        #expect(status == 404)
        #expect(answer["reason"]?.string?.contains("deleted") == true)
        #expect(answer["deleted_at"]?.string.flatMap { Timestamp($0) } != nil)
        let missing = try await self.ask(
            "/obj/read", #"{"project_id":"mill/looms","object_id":"weft","digest":"latest"}"#)
        #expect(missing.0 == 404 && missing.1["deleted_at"] == nil && missing.1["reason"]?.string != nil)
    }

    @Test func `a long answer is one object`() async throws {
        let silk = String(repeating: "silk ", count: 60_000)
        for number in 0..<12 { try await self.create("bale", "[\(number),\"\(silk)\"]") }
        let request = HTTPRequest(.post, "/objs/query", body: .text(#"{"project_id":"mill/looms"}"#))
        let response = await self.responder.respond(to: request)
        guard case .stream = response.body else {
            Issue.record("an answer of several pages must not be held whole")
            return
        }
        let answer = try RawJSON(await response.body.collect(upTo: 64 << 20))
        #expect(answer["objs"]?.elements().map { $0["version_index"]?.integer } == Array(0..<12))
    }

    @Test func `a version that goes while it is read page by page is left out`() async throws {
        let silk = String(repeating: "silk ", count: 300_000)
        for number in 0..<4 { try await self.create("bale", "[\(number),\"\(silk)\"]") }
        let request = HTTPRequest(.post, "/objs/query", body: .text(#"{"project_id":"mill/looms"}"#))
        let response = await self.responder.respond(to: request)
        guard case .stream(let stream, _) = response.body else {
            Issue.record("an answer of several pages must not be held whole")
            return
        }
        var bytes: [UInt8] = []
        bytes += try await stream.next() ?? []
        _ = try await self.store.deleteObject("bale", versions: ["v1", "v2", "v3"], in: "mill/looms")
        while let part = try await stream.next() { bytes += part }
        #expect(try RawJSON(bytes)["objs"]?.elements().map { $0["version_index"]?.integer } == [0])
    }
}

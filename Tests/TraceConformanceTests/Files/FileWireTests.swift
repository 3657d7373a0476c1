import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceSQLite

@testable import TreadleTraceHTTP

@Suite struct FileWireTests {
    private let probe: ResponderProbe

    init() throws { self.probe = ResponderProbe(try SQLiteTraceStore(path: ":memory:")) }

    private static let type = "multipart/form-data; boundary=weft"

    private func form(_ parts: [(String, String)]) -> String {
        parts.map { "--weft\r\nContent-Disposition: form-data; \($0.0)\r\n\r\n\($0.1)\r\n" }.joined() + "--weft--\r\n"
    }

    private func upload(_ body: String, _ type: String? = Self.type) async throws -> (status: Int, answer: RawJSON) {
        try await self.probe.post(form: [UInt8](utf8: body)[...], type, to: "/file/create")
    }

    private static let project = ("name=\"project_id\"", "mill/looms")
    private static let file = ("name=\"file\"; filename=\"warp.py\"", "threads")

    @Test func `every answer in full`() async throws {
        let made = try await self.upload(self.form([Self.project, Self.file]))
        let digest = Digest.content([UInt8](utf8: "threads")[...])
        #expect(made == (200, try RawJSON(#"{"digest":"\#(digest)"}"#)))

        let response = await self.probe.responder.respond(
            to: HTTPRequest(.post, "/file/content", body: .text(#"{"project_id":"mill/looms","digest":"\#(digest)"}"#)))
        #expect(response.status == 200)
        #expect(response.headers["Content-Type"] == "application/octet-stream")
        guard case .stream(let stream, length: 7) = response.body else { return #expect(Bool(false), "no length") }
        #expect(try await stream.next() == [UInt8](utf8: "threads")[...])
        #expect(try await stream.next() == nil)

        let size = try await self.probe.post("/files/query_stats", #"{"project_id":"mill/looms"}"#)
        #expect(size == (200, try RawJSON(#"{"total_size_bytes":7}"#)))
        let none = try await self.probe.post("/files/query_stats", #"{"project_id":"mill/dyes"}"#)
        #expect(none == (200, try RawJSON(#"{"total_size_bytes":0}"#)))
    }

    @Test func `a file that is still on its way is waited for`() async throws {
        let digest = Digest.content([UInt8](utf8: "threads")[...])
        async let reading = self.probe.responder.respond(
            to: HTTPRequest(.post, "/file/content", body: .text(#"{"project_id":"mill/looms","digest":"\#(digest)"}"#)))
        _ = try await self.upload(self.form([Self.project, Self.file]))
        #expect(await reading.status == 200)
    }

    @Test func `an empty file comes back empty`() async throws {
        let made = try await self.upload(self.form([Self.project, ("name=file; filename=e", "")]))
        let digest = try #require(made.answer["digest"]?.string)
        let response = await self.probe.responder.respond(
            to: HTTPRequest(.post, "/file/content", body: .text(#"{"project_id":"mill/looms","digest":"\#(digest)"}"#)))
        #expect(response.status == 200)
        #expect(try await response.body.collect(upTo: 1).isEmpty)
    }

    @Test func `a file longer than a chunk streams, and stops when nobody reads it`() async throws {
        let content = [UInt8](repeating: 7, count: 2_500_000)
        var form = MultipartForm()
        form.add("file", filename: "warp.bin", content[...])
        form.add("project_id", "mill/looms")
        let type = form.contentType
        let made = try await self.probe.post(form: form.finish()[...], type, to: "/file/create")
        let body = #"{"project_id":"mill/looms","digest":"\#(made.answer["digest"]?.string ?? "")"}"#
        for readsAll in [true, false] {
            let response = await self.probe.responder.respond(
                to: HTTPRequest(.post, "/file/content", body: .text(body)))
            guard case .stream(let stream, length: 2_500_000) = response.body else {
                return #expect(Bool(false), "no length")
            }
            var sizes: [Int] = []
            while let part = try await stream.next() {
                sizes.append(part.count)
                if !readsAll { stream.cancel() }
            }
            #expect(sizes == (readsAll ? [1 << 20, 1 << 20, 402_848] : [1 << 20]))
        }
    }

    @Test func `fields in any order, with the digest that the client expects`() async throws {
        let digest = Digest.content([UInt8](utf8: "threads")[...])
        for (expected, status) in [(digest, 200), ("", 200), ("AAA", 409)] {
            let field = ("name=expected_digest", expected)
            for parts in [[Self.project, field, Self.file], [Self.file, field, Self.project]] {
                let answered = try await self.upload(self.form(parts))
                #expect(answered.status == status, "\(answered.answer)")
            }
        }
    }

    @Test func `what does not fit is refused with its place`() async throws {
        let refused: [([(String, String)], String)] = [
            ([Self.file], "project_id"), ([Self.project], "file"), ([], "project_id"),
            ([("name=project_id", ""), Self.file], "project_id"),
            ([Self.project, Self.file, ("name=colour", "x")], "colour"),
            ([Self.project, Self.project, Self.file], "project_id"), ([Self.project, Self.file, Self.file], "file"),
            ([("name=project_id; filename=x", "mill/looms"), Self.file], "project_id"),
        ]
        for (parts, place) in refused {
            let (status, answer) = try await self.upload(self.form(parts))
            #expect(status == 422)
            #expect(answer["detail"]?.elements().first?["loc"]?.text == #"["body","\#(place)"]"#, "\(answer)")
        }
        let binary =
            [UInt8](utf8: "--weft\r\nContent-Disposition: form-data; name=project_id\r\n\r\n") + [0xFF]
            + [UInt8](utf8: "\r\n--weft--")
        #expect(try await self.probe.post(form: binary[...], Self.type, to: "/file/create").status == 422)
    }

    @Test(arguments: [nil, "application/json", "text/plain"])
    func `another type of body is refused`(type: String?) async throws {
        let (status, answer) = try await self.upload(#"{"project_id":"mill/looms"}"#, type)
        #expect(status == 422)
        #expect(answer["detail"]?.elements().first?["msg"]?.string?.contains("multipart/form-data") == true)
    }

    @Test(arguments: ["", "--weft\r\n", "--other--", "--weft\r\n\r\n\r\n--weft--"])
    func `a broken form is a bad request`(body: String) async throws {
        let (status, answer) = try await self.upload(body)
        #expect(status == 400)
        #expect(answer["reason"]?.string?.contains("multipart/form-data") == true)
    }

    @Test(arguments: [
        ("/file/content", #"{"project_id":"a/b","digest":"x"}"#, 404), ("/file/content", #"{"project_id":"a/b"}"#, 422),
        ("/file/content", #"{"digest":"x"}"#, 422), ("/file/content", #"{"project_id":"a/b","digest":1}"#, 422),
        ("/file/content", #"{"project_id":"a/b","digest":"x","colour":1}"#, 422), ("/file/content", "x", 422),
        ("/files/query_stats", "{}", 422), ("/files/query_stats", #"{"project_id":null}"#, 422),
        ("/files/query_stats", #"{"project_id":"a/b","colour":1}"#, 422),
    ])
    func `requests about files are read strictly`(path: String, body: String, status: Int) async throws {
        #expect(try await self.probe.post(path, body).status == status)
    }

    @Test func `a form at the limit is accepted, one above it is not`() async throws {
        let body = [UInt8](utf8: self.form([Self.project, Self.file]))
        for (limit, status) in [(body.count, 200), (body.count - 1, 413)] {
            var options = TraceResponder.Options()
            options.bodyLimit = limit
            let probe = ResponderProbe(InMemoryTraceStore(), options: options)
            #expect(try await probe.post(form: body[...], Self.type, to: "/file/create").status == status)
        }
    }
}

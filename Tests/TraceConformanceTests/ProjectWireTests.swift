import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

@Suite struct ProjectWireTests {
    let store = InMemoryTraceStore()

    private func ask(_ path: String, _ body: String) async throws -> (Int, String) {
        let request = HTTPRequest(.post, path, body: .text(body))
        let response = await TraceResponder(self.store).respond(to: request)
        return (response.status, String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self))
    }

    @Test func `statistics tell what is wanted of a project`() async throws {
        try await self.store.record([.stub("1", output: try RawJSON("[1,2]"))])
        let rest = #""objects_storage_size_bytes":0,"tables_storage_size_bytes":0,"files_storage_size_bytes":0}"#
        for (members, traces) in [
            ("", 11), (#","include_trace_storage_size":true"#, 11), (#","include_trace_storage_size":null"#, 11),
            (#","include_trace_storage_size":false,"include_object_storage_size":false"#, 0),
            (#","include_table_storage_size":false,"include_file_storage_size":false"#, 11),
        ] {
            let (status, answer) = try await self.ask("/project/stats", #"{"project_id":"mill/looms"\#(members)}"#)
            #expect(status == 200)
            #expect(answer == #"{"trace_storage_size_bytes":\#(traces),\#(rest)"#)
        }
    }

    @Test func `retention is read and set`() async throws {
        let read = #"{"project_id":"mill/looms"}"#
        #expect(try await self.ask("/project/ttl_settings/read", read) == (200, #"{"retention_days":null}"#))
        for (days, kept) in [("30", "30"), ("null", "null"), ("1", "1"), ("7.0", "7")] {
            let body = #"{"project_id":"mill/looms","retention_days":\#(days),"wb_user_id":null}"#
            let answer = #"{"retention_days":\#(kept)}"#
            #expect(try await self.ask("/project/ttl_settings/update", body) == (200, answer))
            #expect(try await self.ask("/project/ttl_settings/read", read) == (200, answer))
        }
        // Nothing said is null, as in the client's model.
        #expect(try await self.ask("/project/ttl_settings/update", read) == (200, #"{"retention_days":null}"#))
        #expect(try await self.ask("/project/ttl_settings/read", read) == (200, #"{"retention_days":null}"#))
    }

    @Test(arguments: [
        ("/project/stats", "{}", 422), ("/project/stats", #"{"project_id":7}"#, 422), ("/project/stats", "[]", 422),
        ("/project/stats", #"{"project_id":"a/b","include_trace_storage_size":1}"#, 422),
        ("/project/stats", #"{"project_id":"a/b","loom":1}"#, 422), ("/project/ttl_settings/read", "{}", 422),
        ("/project/ttl_settings/read", #"{"project_id":"a/b","retention_days":1}"#, 422),
        ("/project/ttl_settings/update", #"{"retention_days":1}"#, 422),
        ("/project/ttl_settings/update", #"{"project_id":"a/b","retention_days":"1"}"#, 422),
        ("/project/ttl_settings/update", #"{"project_id":"a/b","retention_days":1.5}"#, 422),
        ("/project/ttl_settings/update", #"{"project_id":"a/b","retention_days":true}"#, 422),
        ("/project/ttl_settings/update", #"{"project_id":"a/b","retention_days":1,"loom":1}"#, 422),
        ("/project/ttl_settings/update", #"{"project_id":"a/b","retention_days":0}"#, 400),
        ("/project/ttl_settings/update", #"{"project_id":"a/b","retention_days":-1}"#, 400),
        ("/project/ttl_settings/update", #"{"project_id":"a/b","retention_days":1000001}"#, 400),
        ("/project/stats", "", 422),
    ])
    func `what does not fit is refused`(path: String, body: String, status: Int) async throws {
        #expect(try await self.ask(path, body).0 == status)
        #expect(try await self.store.retentionDays(ofProject: "a/b") == nil)
    }

    @Test func `a call says when it expires`() async throws {
        let start = Timestamp.now
        try await self.store.record([.stub("1", at: start.microseconds)])
        try await self.store.setRetentionDays(2, ofProject: "mill/looms")
        let (_, answer) = try await self.ask("/calls/stream_query", #"{"project_id":"mill/looms"}"#)
        let expiry = Timestamp(microseconds: start.microseconds + 2 * 86_400_000_000)
        #expect(try RawJSON(answer)["expire_at"]?.string == expiry.description)
    }
}

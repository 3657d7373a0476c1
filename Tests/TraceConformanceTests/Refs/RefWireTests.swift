import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP
import TreadleTraceSQLite

@Suite struct RefWireTests {
    private let store: SQLiteTraceStore
    private let probe: ResponderProbe

    init() throws {
        self.store = try SQLiteTraceStore(path: ":memory:")
        self.probe = ResponderProbe(self.store)
    }

    @Test func `every answer in full`() async throws {
        let digest = try await self.store.createObject(
            NewObject(projectID: "mill/looms", objectID: "loom", value: try RawJSON(#"{ "n" : 1.0, "t":"\/" }"#)))
        let ref = "weave:///mill/looms/object/loom:\(digest)"
        let (status, answer) = try await self.probe.post(
            "/refs/read_batch", #"{"refs":["\#(ref)","\#(ref)/attr/n","\#(ref)/attr/x","\#(ref)/attr/t"]}"#)
        #expect(status == 200)
        #expect(answer.text == #"{"vals":[{ "n" : 1.0, "t":"\/" },1.0,null,"\/"]}"#)
        #expect(try await self.probe.post("/refs/read_batch", #"{"refs":[]}"#).answer.text == #"{"vals":[]}"#)
    }

    @Test(arguments: [
        ("{}", 422), ("[]", 422), (#"{"refs":null}"#, 422), (#"{"refs":"x"}"#, 422), (#"{"refs":[1]}"#, 422),
        (#"{"refs":[],"colour":1}"#, 422), (#"{"refs":["x"]}"#, 400), (#"{"refs":["weave:///a/b/table/x"]}"#, 400),
        (#"{"refs":["weave:///a/b/call/x"]}"#, 400), (#"{"refs":["weave:///a/b/object/x:latest"]}"#, 400),
        (#"{"refs":["weave:///a/b/object/x:y"]}"#, 404), (#"{"refs":["weave:///a/b/op/x:y/attr/z"]}"#, 404),
    ])
    func `what does not fit is refused in the right way`(body: String, status: Int) async throws {
        let answered = try await self.probe.post("/refs/read_batch", body)
        #expect(answered.status == status)
        #expect(answered.answer[status == 422 ? "detail" : "reason"] != nil)
    }

    @Test func `a thousand refs are read, one more is a bad request`() async throws {
        for (count, status) in [(1000, 404), (1001, 400)] {
            let refs = [String](repeating: #""weave:///a/b/object/x:y""#, count: count).joined(separator: ",")
            #expect(try await self.probe.post("/refs/read_batch", #"{"refs":[\#(refs)]}"#).status == status)
        }
    }
}

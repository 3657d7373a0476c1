internal import Dispatch
internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace
internal import TreadleTraceHTTP

/// A responder over a small project, `mill/looms`, and a way to ask it without waiting in a task.
struct Mill: Sendable {
    let responder: TraceResponder

    init(_ server: any TraceServer) {
        var options = TraceResponder.Options()
        options.bodyLimit = 1 << 20
        self.responder = TraceResponder(server, options: options)
        for (path, body) in Self.world {
            let answer = self.answer(path, [UInt8](utf8: body)[...])
            expect(
                answer.status == 200,
                "the project cannot be set up: \(path) \(String(decoding: answer.body, as: UTF8.self))")
        }
    }

    /// What a request is answered.
    func answer(
        _ path: String, _ body: ArraySlice<UInt8>, method: HTTPMethod = .post, contentType: String = "application/json"
    ) -> (status: Int, body: [UInt8]) {
        let answer = Mutex<(status: Int, body: [UInt8])>((0, []))
        let isDone = DispatchSemaphore(value: 0)
        // libFuzzer calls from outside of any task.
        Task.detached { [responder] in
            var request = HTTPRequest(method, path, headers: ["Content-Type": contentType])
            request.body = .bytes(body)
            let response = await responder.respond(to: request)
            let bytes = (try? await response.body.collect(upTo: 64 << 20)) ?? []
            answer.withLock { $0 = (response.status, Array(bytes)) }
            isDone.signal()
        }
        isDone.wait()
        return answer.withLock { $0 }
    }

    /// Calls with values of every kind, an object, a table and feedback.
    private static let world: [(String, String)] = {
        let values = [
            #"{"x":1,"s":"warp","l":[1,2.5,"a"],"d":{"k":{"z":true}}}"#, #"{"x":1.0,"s":"","b":false,"a.b":3}"#,
            #"{"x":"2","s":"Köper","n":null}"#, #"{"x":true,"s":"weft","big":9007199254740993}"#,
            #"{"x":[],"s":"WEFT"}"#, #"{}"#, #"{"x":-0.5,"s":"10","l":[]}"#, #"{"x":{"y":1e3},"s":"k\u00f6per"}"#,
        ]
        let calls = values.enumerated().map { number, inputs in
            """
            {"project_id":"mill/looms","id":"00000000-0000-7000-8000-00000000000\(number)",\
            "trace_id":"00000000-0000-7000-9000-00000000000\(number / 2)","op_name":"loom.\(number % 3)",\
            "parent_id":\(number % 2 == 0 ? "null" : "\"00000000-0000-7000-8000-00000000000\(number - 1)\""),\
            "started_at":"2026-03-0\(number + 1)T12:00:00.00000\(number)Z","ended_at":"2026-03-0\(number + 1)T12:00:01Z",\
            "attributes":{},"inputs":\(inputs),"output":\(number % 3 == 0 ? "null" : inputs),\
            "display_name":\(number == 2 ? "\"named\"" : "null"),\
            "exception":\(number == 5 ? "\"broke\"" : "null"),"thread_id":\(number < 3 ? "\"th\"" : "null"),\
            "summary":{"usage":{"m":{"prompt_tokens":\(number)}},"status_counts":{"error":\(number % 4)}}}
            """
        }
        let ref = "weave:///mill/looms/call/00000000-0000-7000-8000-00000000000"
        return [
            ("/v2/mill/looms/calls/complete", #"{"batch":[\#(calls.joined(separator: ","))]}"#),
            ("/obj/create", #"{"obj":{"project_id":"mill/looms","object_id":"loom","val":{"shafts":4}}}"#),
            ("/table/create", #"{"table":{"project_id":"mill/looms","rows":[{"a":1},{"a":"b"}]}}"#),
            (
                "/feedback/batch/create",
                #"""
                {"batch":[{"project_id":"mill/looms","id":"00000000-0000-7000-a000-000000000001","weave_ref":"\#(ref)1",
                "feedback_type":"stars","payload":{"n":3}},
                {"project_id":"mill/looms","id":"00000000-0000-7000-a000-000000000002","weave_ref":"\#(ref)2",
                "feedback_type":"wandb.note.1","payload":{"note":"good"}}]}
                """#
            ),
        ]
    }()
}

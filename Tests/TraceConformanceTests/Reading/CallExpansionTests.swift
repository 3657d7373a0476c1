import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP
import TreadleTraceSQLite

/// Refs in calls are looked through where `expand_columns` asks for it.
@Suite struct CallExpansionTests {
    private static let stores: [Backend] = [.memory, .sqlite, .remoteMemory]

    /// Publishes a value; its ref.
    private static func publish(
        _ value: String, as name: String, in store: any TraceServer, project: String = "mill/looms"
    ) async throws -> String {
        let digest = try await store.createObject(
            NewObject(projectID: project, objectID: name, value: try RawJSON(value)))
        return "weave:///\(project)/object/\(name):\(digest)"
    }

    private static func calls(_ store: any TraceServer, _ more: String) async throws -> [RawJSON] {
        let answer = try await WireAnswer(
            await TraceResponder(store).respond(
                to: HTTPRequest(.post, "/calls/query", body: .text(#"{"project_id":"mill/looms",\#(more)}"#))))
        #expect(answer.status == 200, "\(answer)")
        return try answer.json["calls"]?.elements() ?? []
    }

    @Test(arguments: stores)
    func `a ref becomes its value, with the ref beside it`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let yarn = try await Self.publish(#"{"fibre":"silk","plies":2.0}"#, as: "yarn", in: store)
        let loom = try await Self.publish(#"{"yarn":"\#(yarn)","sheds":[1,"\#(yarn)"]}"#, as: "loom", in: store)
        let count = try await Self.publish("7", as: "count", in: store)
        try await store.record([
            .stub(
                "1", inputs: try RawJSON(#"{ "a" : 1, "loom":"\#(loom)","count":"\#(count)","list":["\#(yarn)"]}"#),
                output: RawJSON(string: yarn))
        ])
        func shown(_ columns: String, _ more: String = "") async throws -> (String?, String?) {
            let call = try #require(
                try await Self.calls(store, #""expand_columns":[\#(columns)]\#(more)"#).first)
            return (call["inputs"]?.text, call["output"]?.text)
        }
        let plain = #"{ "a" : 1, "loom":"\#(loom)","count":"\#(count)","list":["\#(yarn)"]}"#
        let silk = #"{"fibre":"silk","plies":2.0,"_ref":"\#(yarn)"}"#

        let one = try await shown(#""inputs.loom""#)
        #expect(
            one.0
                == #"{ "a" : 1, "loom":{"yarn":"\#(yarn)","sheds":[1,"\#(yarn)"],"_ref":"\#(loom)"},"#
                + #""count":"\#(count)","list":["\#(yarn)"]}"#)
        #expect(one.1 == "\"\(yarn)\"")

        // Deep places first in the request, shallow ones first in the doing.
        let nested = try await shown(
            #""inputs.loom.sheds.1","inputs.loom.yarn","inputs.loom","inputs.list.0","output""#)
        #expect(
            nested.0
                == #"{ "a" : 1, "loom":{"yarn":\#(silk),"sheds":[1,\#(silk)],"_ref":"\#(loom)"},"#
                + #""count":"\#(count)","list":[\#(silk)]}"#)
        #expect(nested.1 == silk)

        #expect(try await shown(#""inputs.count""#).0?.contains(#""count":7,"#) == true)
        for nothing in [
            #""inputs.a""#, #""inputs.missing.x""#, #""inputs.loom.yarn""#, #""inputs""#, #""attributes.z""#,
        ] {
            #expect(try await shown(nothing).0 == plain, "\(nothing)")
        }
        let unseen = try await shown(#""inputs.loom""#, #","return_expanded_column_values":false"#)
        #expect(unseen.0 == plain)
        let elsewhere = try await shown(#""inputs.loom""#, #","columns":["output"]"#)
        #expect(elsewhere.0 == "{}" && elsewhere.1 == "\"\(yarn)\"")
    }

    @Test(arguments: stores)
    func `refs that cannot be followed stay, and leave the others alone`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let good = try await Self.publish(#"{"n":1}"#, as: "good", in: store)
        let deleted = try await Self.publish(#"{"n":2}"#, as: "deleted", in: store)
        _ = try await store.deleteObject("deleted", versions: nil, in: "mill/looms")
        let foreign = try await Self.publish(#"{"n":3}"#, as: "good", in: store, project: "mill/dyes")
        let refs = [
            good, good + "/attr/n", deleted, foreign, "weave:///mill/looms/object/good:unknown",
            "weave:///mill/looms/object/good:latest", "weave:///mill/looms/call/1",
            "weave:///mill/looms/table/7", "weave:///mill/looms", "weave:///", "weave:///mill/looms/object/good",
            good + "/attr/missing", good + "/oops/n", "a text",
        ]
        try await store.record(
            refs.enumerated().map { index, ref in
                .stub("\(index)", at: Int64(index), inputs: JSONWriter.object { $0.member("x", ref) })
            })
        let shown = try await Self.calls(store, #""expand_columns":["inputs.x"]"#).map { $0["inputs"]?["x"] }
        #expect(shown[0]?.text == #"{"n":1,"_ref":"\#(good)"}"#)
        #expect(shown[1]?.text == "1")
        #expect(shown[2...].map { $0?.string } == refs[2...].map(Optional.some))
    }

    @Test(arguments: [Backend.memory, .sqlite])
    func `conditions and sorting look through refs too`(backend: Backend) async throws {
        let store = try backend.makeStore()
        for number in 0..<6 {
            let ref = try await Self.publish(#"{"temp":\#(number % 3)}"#, as: "cfg", in: store)
            try await store.record([
                .stub("\(number)", at: Int64(number), inputs: JSONWriter.object { $0.member("cfg", ref) })
            ])
        }
        let order =
            #""sort_by":[{"field":"inputs.cfg.temp","direction":"desc"},{"field":"started_at","direction":"asc"}]"#
        let sorted = try await Self.calls(store, #""expand_columns":["inputs.cfg"],\#(order)"#)
        #expect(sorted.map { $0["id"]?.string } == ["2", "5", "1", "4", "0", "3"])
        let query = #""query":{"$expr":{"$eq":[{"$getField":"inputs.cfg.temp"},{"$literal":1}]}}"#
        let found = try await Self.calls(
            store, #""expand_columns":["inputs.cfg"],"return_expanded_column_values":false,\#(query)"#)
        #expect(found.map { $0["id"]?.string } == ["1", "4"])
        #expect(found.allSatisfy { $0["inputs"]?["cfg"]?.string?.hasPrefix("weave:///") == true })
    }

    @Test func `many calls over several pages are all looked through`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        var refs: [String] = []
        for number in 0..<7 { refs.append(try await Self.publish(#"{"n":\#(number)}"#, as: "o\(number)", in: store)) }
        try await store.record(
            (0..<1250).map { number in
                .stub("\(number)", at: Int64(number), inputs: JSONWriter.object { $0.member("o", refs[number % 7]) })
            })
        let shown = try await Self.calls(store, #""expand_columns":["inputs.o"],"include_feedback":true"#)
        #expect(shown.map { $0["inputs"]?["o"]?["n"]?.integer } == (0..<1250).map { $0 % 7 })
        #expect(shown.allSatisfy { $0["summary"]?["weave"]?["feedback"]?.text == "[]" })
    }

    @Test(arguments: stores)
    func `feedback stands in the summary as it is queried`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record([.stub("1"), .stub("2", at: 2_000_000), .stub("3", at: 3_000_000)])
        var notes: [NewFeedback] = []
        for (call, note) in [("1", "taut"), ("3", "slack"), ("1", "even")] {
            notes.append(
                NewFeedback(
                    projectID: "mill/looms", weaveRef: "weave:///mill/looms/call/\(call)", feedbackType: "wandb.note.1",
                    payload: try RawJSON(#"{"note":"\#(note)"}"#), creator: "ada"))
        }
        notes.append(
            NewFeedback(
                projectID: "mill/looms", weaveRef: "weave:///mill/looms/object/loom:1", feedbackType: "weft",
                payload: .emptyObject))
        _ = try await store.createFeedback(notes)
        let calls = try await Self.calls(store, #""include_feedback":true,"columns":["inputs"]"#)
        let feedback = calls.map { $0["summary"]?["weave"]?["feedback"]?.elements() ?? [] }
        #expect(feedback.map { $0.map { $0["payload"]?["note"]?.string } } == [["taut", "even"], [], ["slack"]])
        #expect(calls.allSatisfy { $0["summary"]?["weave"]?["status"]?.string == "success" })

        let queried = try await WireAnswer(
            await TraceResponder(store).respond(
                to: HTTPRequest(.post, "/feedback/query", body: .text(#"{"project_id":"mill/looms"}"#))))
        let rows = try queried.json["result"]?.elements() ?? []
        #expect(feedback.joined().allSatisfy(rows.contains))
    }
}

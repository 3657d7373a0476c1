import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct CallStoreTests {
    @Test(arguments: Backend.allCases)
    func `a call comes back with everything it had`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let call = Call(
            id: "019aa0de-0000-7000-8000-000000000001", projectID: "mill/looms", opName: "o'hare \"loom\" 織機",
            displayName: "row 7; -- DROP TABLE calls", traceID: "t-'\"", parentID: "p\\1", threadID: "thread",
            turnID: "turn",
            startedAt: Timestamp(microseconds: 1_763_632_125_123_456),
            endedAt: Timestamp(microseconds: 1_763_632_125_999_999),
            attributes: try RawJSON(#"{"b":1,"a":{"z":null,"y":[]}}"#),
            inputs: try RawJSON(
                #"{"weft":123456789012345678901234567890,"ratio":1.0,"one":1,"small":1e-07,"zero":-0.0,"名":"é 🧵 \ud83e\uddf5 \u00e9 \/"}"#
            ),
            output: try RawJSON(#"[ 1 , 1.0,{ "b":2, "a" :1 } ]"#), exception: "ThreadBroke: 'weft'\nat row 7",
            summary: try RawJSON(#"{"usage":{"jacquard-1":{"total_tokens":1.50}},"weft":1}"#), userID: "ada")
        try await store.record([call])

        let found = try await store.calls(matching: CallQuery(projectID: "mill/looms"))

        #expect(found == [call])
        #expect(found.first?.inputs.text == call.inputs.text)
    }

    @Test(arguments: Backend.allCases)
    func `what a call does not have stays absent`(backend: Backend) async throws {
        let store = try backend.makeStore()
        var call = Call.stub("1")
        call.endedAt = nil
        try await store.record([call])

        #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms")) == [call])
    }

    @Test(arguments: Backend.allCases)
    func `recording an identifier again replaces the call`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record([.stub("1", op: "warp", at: 5, output: try RawJSON("1")), .stub("2")])
        let again = Call.stub("1", op: "weft", trace: "other", parent: "2", at: 7)
        try await store.record([again])
        try await store.record([again])

        #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms", ids: ["1"])) == [again])
        #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms")).count == 2)
        #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms", opNames: ["warp"])).isEmpty)
    }

    @Test(arguments: Backend.allCases)
    func `of one identifier twice in a batch the later counts`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let later = Call.stub("1", op: "weft")
        try await store.record([.stub("1", op: "warp"), later])

        #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms")) == [later])
    }

    @Test(arguments: Backend.allCases)
    func `a call is there as soon as record returns`(backend: Backend) async throws {
        let store = try backend.makeStore()
        for number in 1...20 {
            try await store.record([.stub("\(number)")])
            #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms")).count == number)
        }
    }

    @Test(arguments: Backend.allCases)
    func `recording nothing is fine`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record([])
        #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms")).isEmpty)
    }
}

import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace
import TreadleTracing
import WeaveMacros

private func json(_ text: String) -> RawJSON? { try? RawJSON(text) }

@Suite struct OpSequenceTests {
    private func calls(_ body: () async throws -> Void) async throws -> [Call] {
        let recorder = RecordingCallRecorder()
        try await withTracer(Tracer(projectID: "mill/looms", recorder: recorder)) { try await body() }
        return recorder.calls
    }

    @Test func `a call ends with the stream that its function returns`() async throws {
        let calls = try await self.calls { () async throws in
            let words = stream(["over", "under"])
            #expect(await words.reduce("", +) == "overunder")
            await #expect(throws: LoomError.jammed(1)) {
                for try await word in try await failing(["a"]) { #expect(word == "a") }
            }
            #expect(await opaque(["a", "b"]).reduce("", +) == "AB")
            var text = ""
            for await word in try await existential(["c", "d"]) { text += word }
            #expect(text == "cd")
            await #expect(throws: LoomError.jammed(2)) { try await existential([]) }
        }
        #expect(calls.map(\.opName) == ["stream", "failing", "opaque", "existential", "existential"])
        #expect(
            calls.map(\.output) == [
                json(#"["over","under"]"#), json(#"["a"]"#), json(#"["A","B"]"#), json(#"["c","d"]"#), nil,
            ])
        #expect(calls.map { $0.exception == nil } == [true, false, true, true, false])
    }

    @Test func `a stream that is let go of is recorded as cancelled, with what came`() async throws {
        let calls = try await self.calls { () async throws in
            for await _ in stream(["over", "under"]) { break }
            _ = stream(["over"])
        }
        #expect(calls.map { $0.exception?.hasPrefix("Cancelled") } == [true, true])
        #expect(calls.first?.output == json(#"["over"]"#))
    }

    @Test func `a sequence of no known type is returned as it is`() async throws {
        let calls = try await self.calls { _ = bare([]) }
        #expect(calls.map(\.opName) == ["bare"])
        #expect(calls.first?.exception == nil)
    }

    @Test func `without a tracer streams are the function's own`() async throws {
        #expect(await stream(["a"]).reduce("", +) == "a")
        #expect(await opaque(["a"]).reduce("", +) == "A")
    }

    @Test func `inputs and output stay out of the record where that is said`() async throws {
        let calls = try await self.calls { () async throws in
            #expect(await secretly(["a"]).reduce("", +) == "a")
            #expect(dye(recipe: ["woad"], colour: "blue") == 1)
        }
        #expect(calls.map(\.inputs) == [json("{}"), json(#"{"recipe":"REDACTED","colour":"blue"}"#)])
        #expect(calls.map { $0.output == nil || $0.output == json("null") } == [true, true])
    }

    @Test func `an op's attributes, kind and color are among its calls'`() async throws {
        let calls = try await self.calls { _ = dye(recipe: [], colour: "blue") }
        #expect(calls.first?.attributes["bath"] == RawJSON(integer: 3))
        #expect(calls.first?.attributes["weave"]?["kind"]?.string == "tool")
        #expect(calls.first?.attributes["weave"]?["color"]?.string == "blue")
    }

    @Test func `an op's sample rate counts`() async throws {
        #expect(try await self.calls { never() }.isEmpty)
    }
}

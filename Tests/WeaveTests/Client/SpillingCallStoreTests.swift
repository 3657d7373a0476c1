import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import Weave

struct SpillingCallStoreTests {
    private static func text(_ count: Int) -> RawJSON {
        RawJSON(JSONValue.string(String(repeating: "w", count: count - 2)))
    }

    private static var limits: SpillLimits {
        var limits = SpillLimits()
        limits.valueBytes = 10_000
        return limits
    }

    /// The content of the file that stands for a value.
    private static func content(of value: RawJSON?, in store: some FileStore) async throws -> RawJSON {
        #expect(value?["weave_type"]?["type"]?.string == "weave.type_wrappers.Content.content.Content")
        let files = try #require(value?["files"])
        let metadata = try #require(files["metadata.json"]?.string)
        let about = try RawJSON(await store.chunk(ofFile: metadata, in: "mill/looms", from: 0))
        #expect(about["mimetype"]?.string == "application/json")
        let content = try await store.chunk(
            ofFile: try #require(files["content"]?.string), in: "mill/looms", from: 0)
        #expect(about["size"]?.integer == content.count)
        return try RawJSON(content)
    }

    @Test func `A value at the limit stays, and one byte more goes into a file`() async throws {
        let store = InMemoryTraceStore()
        let spilling = SpillingCallStore(store, limits: Self.limits)
        let (fits, over) = (Self.text(10_000), Self.text(10_001))
        try await spilling.record([Call.stub("a", at: 1, output: fits), Call.stub("b", at: 2, output: over)])
        let calls = try await spilling.calls(matching: CallQuery(projectID: "mill/looms"))
        #expect(calls[0].output == fits)
        #expect(try await Self.content(of: calls[1].output, in: store) == over)
    }

    @Test func `Of arguments and of objects only what is large goes`() async throws {
        let store = InMemoryTraceStore()
        let spilling = SpillingCallStore(store, limits: Self.limits)
        let large = Self.text(9_990)
        let inputs = RawJSON.emptyObject.setting([("warp", Self.text(8_000)), ("weft", large), ("rows", .init(3))])
        try await spilling.write([
            .start(Call.stub("a", inputs: inputs)),
            .end(
                CallEnd(id: "a", projectID: "mill/looms", endedAt: Timestamp(microseconds: 2_000_000), output: inputs)),
        ])
        let call = try #require(try await spilling.calls(matching: CallQuery(projectID: "mill/looms")).first)
        for value in [call.inputs, try #require(call.output)] {
            #expect(value["warp"] == Self.text(8_000) && value["rows"]?.integer == 3)
            #expect(try await Self.content(of: value["weft"], in: store) == large)
        }
    }

    @Test func `Too many small arguments go together, and arguments stay an object`() async throws {
        let store = InMemoryTraceStore()
        let spilling = SpillingCallStore(store, limits: Self.limits)
        let inputs = RawJSON.emptyObject.setting((0..<200).map { ("thread_\($0)", Self.text(100)) })
        try await spilling.record([Call.stub("a", inputs: inputs, output: inputs)])
        let call = try #require(try await spilling.calls(matching: CallQuery(projectID: "mill/looms")).first)
        #expect(try await Self.content(of: call.inputs["inputs"], in: store) == inputs)
        #expect(try await Self.content(of: call.output, in: store) == inputs)
    }

    @Test func `A file is stored before its call, and once however often the call is sent`() async throws {
        let store = ScriptedFileStore()
        let spilling = SpillingCallStore(store, limits: Self.limits)
        let call = Call.stub("a", output: Self.text(20_000))
        try await spilling.record([call])
        try await spilling.record([call])
        #expect(store.steps == ["content", "metadata.json", "write 1", "write 1"])
    }

    @Test func `A file that fails to arrive fails the batch; one that is refused costs only its value`() async throws {
        let store = ScriptedFileStore()
        let spilling = SpillingCallStore(store, limits: Self.limits)
        let call = Call.stub("a", output: Self.text(20_000))
        store.fail(with: TraceError(.unavailable, "the mill is closed"))
        await #expect(throws: TraceError.self) { try await spilling.record([call]) }
        #expect(store.steps.isEmpty)
        store.fail(with: TraceError(.tooLarge, "no room for that"))
        try await spilling.record([call])
        let kept = try #require(try await spilling.calls(matching: CallQuery(projectID: "mill/looms")).first)
        #expect(kept.output?.text == #"{"_weave":{"error":"<EXCEEDS_LIMITS>"}}"#)
    }

    @Test func `What is too much for a request goes in several, in order`() async throws {
        let store = ScriptedFileStore()
        var limits = SpillLimits()
        limits.requestBytes = 10_000
        let spilling = SpillingCallStore(store, limits: limits)
        let sizes = [3_000, 3_000, 9_000, 20_000, 100]
        try await spilling.record(sizes.enumerated().map { Call.stub("row-\($0)", output: Self.text($1)) })
        #expect(store.steps == ["write 2", "write 1", "write 1", "write 1"])
        #expect(try await spilling.count(of: CallQuery(projectID: "mill/looms")).count == 5)
    }

    @Test func `Calls in the wire's form are passed on unread, and read where one is large`() async throws {
        let store = ScriptedFileStore()
        let spilling: any CallStore = SpillingCallStore(store, limits: Self.limits)
        let encoded = try #require(spilling as? any EncodedCallStore)
        func batch(_ calls: [Call]) throws -> EncodedCalls {
            let texts = calls.map { $0.wire().text }
            return EncodedCalls(
                projectID: "mill/looms", count: calls.count,
                largestCall: texts.map(\.utf8.count).max() ?? 0,
                body: [UInt8](#"{"batch":[\#(texts.joined(separator: ","))]}"#.utf8)[...])
        }
        let medium = (0..<3).map { Call.stub("row-\($0)", output: Self.text(5_000)) }
        try await encoded.record(batch(medium))
        #expect(store.steps == ["encoded 3"])
        let large = Call.stub("c", output: Self.text(50_000))
        try await encoded.record(batch([Call.stub("d"), large]))
        #expect(store.steps == ["encoded 3", "content", "metadata.json", "write 2"])
        let read = try await spilling.calls(matching: CallQuery(projectID: "mill/looms", ids: ["c"]))
        #expect(try await Self.content(of: read.first?.output, in: store) == large.output)
        #expect(try await spilling.count(of: CallQuery(projectID: "mill/looms")).count == 5)
    }
}

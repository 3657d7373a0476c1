import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

@Suite struct OpTests {
    private let recorder = RecordingRecorder()
    private var tracer: Tracer { Tracer(projectID: "mill/looms", recorder: self.recorder) }

    private struct Torn: Error, Equatable {}
    private final class Loom: Sendable {}
    private struct Cloth: Codable, Equatable, Sendable { var name: String, picks: Int }

    private actor Shed {
        private var picks = 0
        func add(_ picks: Int) -> Int {
            self.picks += picks
            return self.picks
        }
        func weave(_ picks: Int) async -> Int {
            let weaving = Op("weave_in_shed", inputs: "shed", "picks") { (shed: Shed, picks: Int) async in
                await shed.add(picks)
            }
            return await weaving(self, picks)
        }
    }

    @MainActor private final class Window {
        var shown: [String] = []
        func show(_ cloth: String) -> Int {
            self.shown.append(cloth)
            return self.shown.count
        }
    }

    private static func plain(_ warp: String) -> String { "plain \(warp)" }
    private static func waiting(_ warp: String, ends: Int) async throws -> String {
        await Task.yield()
        if ends < 0 { throw Torn() }
        return "\(warp) \(ends)"
    }

    @Test func `an op is called like its function: without try or await where that needs none`() throws {
        let weave = Op("weave_cloth", inputs: "warp", "weft") { (warp: String, weft: String) in "\(warp) x \(weft)" }
        let cloth = withTracer(self.tracer) { weave("linen", "wool") }
        #expect(cloth == "linen x wool")
        let call = try #require(self.recorder.call("weave_cloth"))
        #expect(call.inputs.text == #"{"warp":"linen","weft":"wool"}"#)
        #expect(call.output?.string == "linen x wool")
        #expect(call.exception == nil)
    }

    @Test func `an op waits where its function does`() async throws {
        let weave = Op("weave", inputs: "warp") { (warp: String) async in
            await Task.yield()
            return Cloth(name: warp, picks: 3)
        }
        let cloth = await withTracer(self.tracer) { await weave("linen") }
        #expect(cloth == Cloth(name: "linen", picks: 3))
        #expect(self.recorder.call("weave")?.output?.text == #"{"name":"linen","picks":3}"#)
    }

    @Test func `errors pass through, typed where they are, and become the exception`() async {
        let tear = Op("tear") { (at: Int) throws(Torn) -> Int in
            if at == 0 { throw Torn() }
            return at
        }
        withTracer(self.tracer) {
            do throws(Torn) {
                #expect(try tear(7) == 7)
                _ = try tear(0)
                Issue.record("nothing was thrown")
            } catch { #expect(error == Torn()) }
        }
        let wait = Op("wait", inputs: "warp", "ends", body: Self.waiting)
        _ = await withTracer(self.tracer) {
            await #expect(throws: Torn.self) { try await wait("linen", -1) }
        }
        let torn = self.recorder.calls.filter { $0.opName == "tear" }
        #expect(torn.map(\.exception) == [nil, "Torn"])
        #expect(torn.map { $0.output?.integer } == [7, nil])
        #expect(self.recorder.call("wait")?.exception == "Torn")
        #expect(self.recorder.call("wait")?.inputs.text == #"{"warp":"linen","ends":-1}"#)
    }

    @Test func `arguments without a name are numbered, and any number of them may be taken`() async throws {
        let none = Op("none") { 7 }
        let five = Op("five", inputs: "a", "b") { (a: Int, b: Int, c: Int?, d: [Int], e: Bool) in a + b }
        let plain = Op("plain", body: Self.plain)
        withTracer(self.tracer) {
            #expect(none() == 7)
            #expect(five(1, 2, nil, [3], true) == 3)
            #expect(plain("warp") == "plain warp")
        }
        #expect(self.recorder.call("none")?.inputs == .emptyObject)
        #expect(self.recorder.call("five")?.inputs.text == #"{"a":1,"b":2,"arg2":null,"arg3":[3],"arg4":true}"#)
        #expect(self.recorder.call("plain")?.inputs.text == #"{"arg0":"warp"}"#)
    }

    @Test func `what is not Encodable is its type's name, and no result is none`() async {
        let loom = Loom()
        let make = Op("make", inputs: "loom", "note") { (_: Loom, _: String) in loom }
        let oil = Op("oil", inputs: "loom") { (_: Loom) in }
        let later = Op("later", inputs: "loom") { (loom: Loom) async in await Task.yield() }
        await withTracer(self.tracer) {
            #expect(make(loom, "x") === loom)
            oil(loom)
            await later(loom)
        }
        #expect(self.recorder.call("make")?.inputs.text == #"{"loom":"<Loom>","note":"x"}"#)
        #expect(self.recorder.call("make")?.output?.string == "<Loom>")
        #expect(self.recorder.call("oil")?.output == nil)
        #expect(self.recorder.call("later")?.output == nil)
    }

    @Test func `an op within an op is recorded beneath it`() async throws {
        let inner = Op("inner") { (picks: Int) in picks * 2 }
        let outer = Op("outer") { (picks: Int) async -> Int in
            async let one = Task.yield()
            await one
            return inner(picks) + inner(1)
        }
        #expect(await withTracer(self.tracer) { await outer(3) } == 8)
        let parent = try #require(self.recorder.call("outer"))
        let children = self.recorder.calls.filter { $0.opName == "inner" }
        #expect(children.count == 2)
        #expect(children.allSatisfy { $0.parentID == parent.id && $0.traceID == parent.traceID })
    }

    @Test func `methods of actors and closures of the main actor are ops`() async {
        let shed = Shed()
        let add = Op("add", inputs: "picks") { (picks: Int) async in await shed.add(picks) }
        let window = Window()
        let show = Op("show", inputs: "cloth") { @MainActor (cloth: String) async in
            MainActor.assertIsolated()
            return window.show(cloth)
        }
        await withTracer(self.tracer) {
            #expect(await add(2) == 2)
            #expect(await shed.weave(3) == 5)
            #expect(await show("tweed") == 1)
        }
        #expect(self.recorder.call("add")?.output?.integer == 2)
        #expect(self.recorder.call("weave_in_shed")?.inputs.text == #"{"shed":"<Shed>","picks":3}"#)
        #expect(self.recorder.call("show")?.output?.integer == 1)
    }

    @Test func `without a tracer an op only runs`() async {
        let weave = Op(
            "weave", inputs: "warp",
            recordingInputs: { _ in
                Issue.record("evaluated"); return [:]
            }
        ) {
            (warp: String) in warp
        }
        #expect(weave("linen") == "linen")
        #expect(withTracer(.disabled) { weave("linen") } == "linen")
        #expect(self.recorder.calls.isEmpty)
    }

    @Test func `one op serves several tracers`() {
        let weave = Op("weave", attributes: ["shift": "night"]) { (warp: String) in warp }
        for number in 0..<4 {
            var options = Tracer.Options()
            options.attributes = RawJSON(["mill": .integer(number)] as JSONValue)
            withTracer(Tracer(projectID: "mill/\(number)", recorder: self.recorder, options: options)) {
                _ = weave("a")
                _ = weave("b")
            }
        }
        #expect(
            self.recorder.calls.map(\.attributes.text)
                == (0..<4).flatMap { [String](repeating: #"{"mill":\#($0),"shift":"night"}"#, count: 2) })
        #expect(self.recorder.calls.map(\.projectID) == (0..<4).flatMap { ["mill/\($0)", "mill/\($0)"] })
    }
}

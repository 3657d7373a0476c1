import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace
import TreadleTracing
import WeaveMacros

private func json(_ text: String) -> RawJSON? { try? RawJSON(text) }

@Suite struct OpMacroTests {
    /// Runs something and returns the calls that were recorded, in the order in which they ended.
    private func calls(_ body: () async throws -> Void) async throws -> [Call] {
        let recorder = RecordingCallRecorder()
        try await withTracer(Tracer(projectID: "mill/looms", recorder: recorder)) { try await body() }
        return recorder.calls
    }

    @Test func `an asynchronous function's arguments and result are recorded by the names in its body`() async throws {
        let calls = try await self.calls { () async throws in
            #expect(try await weaveCloth(warp: "linen") == Cloth(warp: "linen", weft: 3))
        }
        #expect(calls.map(\.opName) == ["weaveCloth"])
        #expect(calls.first?.inputs == json(#"{"warp":"linen","weft":3}"#))
        #expect(calls.first?.output == json(#"{"warp":"linen","weft":3}"#))
    }

    @Test func `an op has the name and the display name that it is given`() async throws {
        let calls = try await self.calls { () async throws in #expect(windBobbin(Bobbin(), times: 4) == 4) }
        #expect(calls.map(\.opName) == ["wind"])
        #expect(calls.first?.displayName == "Wind a bobbin")
        #expect(calls.first?.inputs == json(#"{"bobbin":"<Bobbin>","times":4}"#))
    }

    @Test func `functions in tight corners run as they did`() async throws {
        let calls = try await self.calls { () async throws in
            let mill = Mill()
            #expect(await tend(mill, weft: 2) == 2)
            #expect(await give(Tangle()) == 0)
            #expect(await away(3) == 3)
            #expect(await inherit(4) == 4)
            #expect(crowded(call: 1, inputs: 2, op: 3, body: 4, tracer: 5, result: 6) == 21)
            #expect(Array(shadowed()) == [1, 2, 3])
            #expect(sequences().count == 1)
            #expect(perhapsSequence().map { _ in true } == nil)
            #expect(both().1 == 1)
            #expect(throws: LoomError.jammed(5)) { try typed { () throws(LoomError) in throw .jammed(5) } }
            #expect((Cloth(warp: "a", weft: 1) <<< 2) == Cloth(warp: "a", weft: 3))
            #expect(await generic("a", "b") == 2)
        }
        #expect(
            calls.map(\.opName) == [
                "tend", "give", "away", "inherit", "crowded", "shadowed", "sequences", "perhapsSequence", "both",
                "typed", "shift", "generic",
            ])
        #expect(calls[4].inputs == json(#"{"call":1,"inputs":2,"op":3,"body":4,"tracer":5,"result":6}"#))
    }

    @Test func `free functions of all shapes run as they did`() async throws {
        let calls = try await self.calls { () async throws in
            #expect(count("a", "b") == 2)
            shout()
            #expect(throws: LoomError.jammed(3)) { try stop() }
            await #expect(throws: LoomError.jammed(4)) { try await stopLater() }
            #expect(sum(of: [1, 2]) == 3)
            #expect(describe(5) == "5")
            #expect(first(of: [9, 8]) == 9)
            #expect(Array(threads(2)) == [0, 1])
            #expect(throwShuttle({ $0 + 1 }, at: 1) == 2)
            #expect(try throwAliased({ $0 + 2 }, at: 1) == 3)
            #expect(passing { $0 } == 2)
            #expect(lazily(Int(bitPattern: nil)) == 7)
            #expect(keeping({ 4 })() == 4)
            #expect(perhaps("a") == "a")
            #expect(switching(0) == "none")
            #expect(Cloth(warp: "a", weft: 1) + Cloth(warp: "b", weft: 2) == Cloth(warp: "ab", weft: 3))
            #expect(`weave in`(in: "x") == "x")
            #expect(await onMain(2) == 2)
            #expect(outer(1) == 11)
        }
        #expect(
            calls.map(\.opName) == [
                "count", "shout", "stop", "stopLater", "sum", "describe", "first", "threads", "throwShuttle",
                "throwAliased", "passing", "lazily", "keeping", "perhaps", "switching", "plus", "weave in", "onMain",
                "inner",
            ])
        #expect(calls.map { $0.exception == nil } == calls.map { !$0.opName.hasPrefix("stop") })
    }

    @Test func `functions are recorded by their types, and are neither kept nor run`() async throws {
        let calls = try await self.calls { () async throws in
            _ = throwShuttle({ $0 }, at: 1)
            _ = try throwAliased({ $0 }, at: 1)
            _ = lazily(
                {
                    Issue.record("an autoclosure was run"); return 1
                }())
        }
        #expect(
            calls.map(\.inputs) == [
                json(#"{"shuttle":"(Int) -> Int","speed":1}"#),
                json(#"{"shuttle":"<function>","speed":1}"#),
                json(#"{"value":"@autoclosure () -> Int"}"#),
            ])
    }

    @Test func `a method's op is named after its type`() async throws {
        let calls = try await self.calls { () async throws in
            var loom = Loom.standard()
            loom.widen(by: 1)
            await loom.widenLater(by: 1)
            #expect(try await loom.run(2) == 12)
            #expect(loom.same().width == 6)
            #expect(Loom.Treadle(foot: "left").press(2) == ["left", "left"])
            #expect(Loom.Treadle(foot: 1).press(1) == [1])
            #expect(Loom.Treadle<Int>.names(3) == "3")
            #expect(Loom.Treadle(foot: "left").lift() == "left")
        }
        #expect(
            calls.map(\.opName) == [
                "Loom.standard", "Loom.widen", "Loom.widenLater", "Loom.run", "Loom.same", "Loom.Treadle.press",
                "Loom.Treadle.press", "Loom.Treadle.names", "lift",
            ])
    }

    @Test func `calls within a body are beneath its own`() async throws {
        let calls = try await self.calls { () async throws in _ = try await Loom(width: 1).runTwice(2) }
        #expect(calls.map(\.opName) == ["Loom.run", "Loom.run", "Machine.runTwice"])
        #expect(calls.prefix(2).allSatisfy { $0.parentID == calls.last?.id })
    }

    @Test func `actors and classes keep their isolation and their superclass`() async throws {
        let calls = try await self.calls { () async throws in
            let mill = Mill()
            #expect(await mill.make(2) == 2)
            #expect(try await mill.makeLater(2) == 4)
            #expect(mill.name("!") == "mill!")
            #expect(await mill.elsewhere() == 1)
            #expect(Jacquard(parts: 2).inspect() == 3)
            #expect(Machinery.make().parts == 1)
        }
        #expect(
            calls.map(\.opName) == [
                "Mill.make", "Mill.makeLater", "Mill.name", "Mill.elsewhere", "Machinery.inspect", "Jacquard.inspect",
                "Machinery.make",
            ])
    }

    @Test func `a value that is not Sendable goes through an asynchronous op of the main actor`() async {
        let turns = await Task { @MainActor in await onMainLater(Tangle()).turns }.value
        #expect(turns == 1)
    }

    @Test func `without a tracer a function only runs`() async throws {
        #expect(try await weaveCloth(warp: "wool", to: 1) == Cloth(warp: "wool", weft: 1))
        #expect(Tracer.current.isEnabled == false)
    }
}

import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

/// Whatever is said about a few calls, in whatever order and however often: every store knows the same at the end.
@Suite struct CallInterleavingTests {
    /// Numbers that look like chance and are the same every time (SplitMix64).
    private struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var value = self.state
            value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }

    private enum Step {
        case write([CallWrite])
        case rename(String, String?)
        case delete([String])
    }

    private static let project = "mill/looms"
    private static let ids = ["a", "b", "c", "d", "e", "f"]

    private func call(_ chance: inout Chance) throws -> Call {
        let id = Self.ids.randomElement(using: &chance) ?? "a"
        let number = Int.random(in: 0..<1000, using: &chance)
        var call = Call.stub(
            id, op: "op-\(number % 3)", parent: number % 4 == 0 ? Self.ids.randomElement(using: &chance) : nil,
            at: Int64(1_000_000 + number % 7), inputs: try RawJSON(#"{"weft":\#(number)}"#),
            output: number % 5 == 0 ? nil : try RawJSON("\(number)"), summary: try RawJSON(#"{"rows":\#(number)}"#))
        call.displayName = number % 2 == 0 ? "row \(number)" : nil
        call.exception = number % 6 == 0 ? "broke \(number)" : nil
        call.runID = number % 3 == 0 ? "run" : nil
        call.runStep = number % 3 == 0 ? number : nil
        call.runStepEnd = number % 4 == 0 ? number : nil
        call.spanDump = number % 8 == 0 ? try RawJSON(#"{"span":\#(number)}"#) : nil
        return call
    }

    private func write(_ chance: inout Chance) throws -> CallWrite {
        let call = try self.call(&chance)
        switch Int.random(in: 0..<5, using: &chance) {
        case 0: return .complete(call)
        case 1, 2: return .start(call)
        default: return .end(try #require(call.end))
        }
    }

    private func steps(_ chance: inout Chance) throws -> [Step] {
        var said: [CallWrite] = []
        return try (0..<60).map { _ in
            switch Int.random(in: 0..<20, using: &chance) {
            case 0: return .delete([Self.ids.randomElement(using: &chance) ?? "a"])
            case 1, 2:
                let number = Int.random(in: 0..<3, using: &chance)
                return .rename(Self.ids.randomElement(using: &chance) ?? "a", number == 0 ? nil : "named \(number)")
            case 3, 4:
                // Said again, much later perhaps.
                return .write(said.randomElement(using: &chance).map { [$0] } ?? [])
            default:
                let writes = try (0..<Int.random(in: 1...4, using: &chance)).map { _ in try self.write(&chance) }
                said += writes
                return .write(writes)
            }
        }
    }

    /// Does a step; what it answered.
    private func take(_ step: Step, in store: any TraceServer) async throws -> Int {
        switch step {
        case .write(let writes): try await store.write(writes)
        case .rename(let id, let name): try await store.rename(callID: id, in: Self.project, to: name)
        case .delete(let ids): return try await store.deleteCalls(ids, in: Self.project)
        }
        return 0
    }

    @Test(arguments: [Backend.sqlite, .remoteMemory, .remoteSQLite], 0..<25 as Range<UInt64>)
    func `every store comes to the same`(backend: Backend, seed: UInt64) async throws {
        var chance = Chance(state: seed)
        let model = try Backend.memory.makeStore()
        let store = try backend.makeStore()
        for step in try self.steps(&chance) {
            let expected = try await self.take(step, in: model)
            #expect(try await self.take(step, in: store) == expected)
            let query = CallQuery(projectID: Self.project)
            let calls = try await store.calls(matching: query)
            #expect(try await model.calls(matching: query) == calls)
        }
        #expect(
            try await store.statistics(ofProject: Self.project) == model.statistics(ofProject: Self.project))
    }

    /// However the halves of a call, its name and copies of them all come, it is the same call at the end.
    @Test(arguments: Backend.allCases, 0..<10 as Range<UInt64>)
    func `the order in which the parts of a call come does not matter`(backend: Backend, seed: UInt64) async throws {
        var chance = Chance(state: seed)
        var call = try self.call(&chance)
        call.runID = nil
        let end = try #require(call.end)
        let store = try backend.makeStore()
        for _ in 0..<5 {
            let once: [Step] = [.write([.start(call)]), .write([.end(end)]), .rename(call.id, "row 7")]
            for step in (once + [once.randomElement(using: &chance) ?? once[0]]).shuffled(using: &chance) {
                _ = try await self.take(step, in: store)
            }
            var named = call
            named.displayName = "row 7"
            #expect(try await store.calls(matching: CallQuery(projectID: Self.project)) == [named])
        }
    }
}

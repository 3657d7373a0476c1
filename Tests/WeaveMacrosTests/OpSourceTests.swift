import Synchronization
import Testing
import TreadleTesting
import TreadleTracing
import WeaveMacros

@Suite struct OpSourceTests {
    /// Keeps the sources it is asked for.
    private final class SourceRecorder: OpRegistry {
        private let recorded = Mutex<[OpSource]>([])

        var sources: [OpSource] { self.recorded.withLock { $0 } }

        func reference(to op: OpSource) -> String {
            self.recorded.withLock { $0.append(op) }
            return "weave:///mill/looms/op/\(op.name):1"
        }
    }

    /// The sources of the ops that are called, as their references are asked for.
    private func sources(_ body: () async throws -> Void) async throws -> [OpSource] {
        let registry = SourceRecorder()
        var options = Tracer.Options()
        options.ops = registry
        let tracer = Tracer(projectID: "mill/looms", recorder: RecordingCallRecorder(), options: options)
        try await withTracer(tracer) { try await body() }
        return registry.sources
    }

    @Test func `the source goes along as it was compiled, without its indentation and what stands before it`()
        async throws
    {
        let sources = try await self.sources {
            _ = try await weaveCloth(warp: "linen")
            _ = Loom.Treadle(foot: 1).press(1)
        }
        #expect(
            sources.map(\.text) == [
                """
                @Op func weaveCloth(warp: String, to weft: Int = 3) async throws -> Cloth {
                    Cloth(warp: warp, weft: weft)
                }
                """,
                "@Op func press(_ times: Int) -> [Foot] { Array(repeating: foot, count: times) }",
            ])
        #expect(sources.allSatisfy { $0.filePath.hasSuffix(".swift") && $0.line > 0 })
    }

    @Test func `strings and comments in the source arrive as they are`() async throws {
        let sources = try await self.sources { _ = windBobbin(Bobbin(), times: 1) }
        let text = try #require(sources.first?.text)
        #expect(text.contains(#"        \(times) times { \("nested \(bobbin.turns) }")"#))
        #expect(text.contains(##"let raw = #"not "\(code)" {"#"##))
        #expect(text.contains("// a \"comment\" with { braces\n"))
        #expect(text.hasPrefix("@Op(\"wind\", displayName: \"Wind a bobbin\")\nfunc windBobbin("))
    }

    @Test func `an op is described once, in generic types, too`() async throws {
        let sources = try await self.sources { () async throws in
            for _ in 0..<3 {
                _ = Loom.Treadle(foot: 1).press(1)
                _ = Loom.Treadle(foot: "left").press(1)
                _ = describe(Bobbin())
                _ = describe(1)
            }
        }
        // Asked for once in each session: a second description would be asked for as well.
        #expect(sources.map(\.name) == ["Loom.Treadle.press", "describe"])
    }

    @Test func `threads that use an op at once for the first time describe it once`() async throws {
        @Op func contended(_ value: Int) -> Int { value }
        let sources = try await self.sources { () async throws in
            await withTaskGroup { group in
                for value in 0..<64 { group.addTask { _ = contended(value) } }
            }
        }
        #expect(Set(sources.map(ObjectIdentifier.init)).count == 1)
    }

    @Test func `the same method of two types is two ops`() async throws {
        struct Left { @Op func step() -> Int { 1 } }
        struct Right { @Op func step() -> Int { 1 } }
        let sources = try await self.sources { _ = Left().step() + Right().step() }
        #expect(sources.map(\.name) == ["Left.step", "Right.step"])
        #expect(sources.first?.text == sources.last?.text)
    }
}

import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

private struct Torn: Error {}

private func plain(_ warp: String, weft: Int) -> String { "\(warp) \(weft)" }
private func throwing(_ warp: String) throws -> String { warp }
private func waiting(_ warp: String) async -> String { warp }
private func both(_ warp: String) async throws -> String { warp }
private func typed(_ warp: String) throws(Torn) -> String { warp }
private func defaulted(_ warp: String = "linen") -> String { warp }
private func stream(_ count: Int) -> AsyncStream<Int> { AsyncStream { $0.finish() } }
private func failing(_ count: Int) async throws -> AsyncThrowingStream<Int, any Error> {
    AsyncThrowingStream { $0.finish() }
}
private func opaque(_ count: Int) -> some AsyncSequence<Int, Never> & Sendable { stream(count) }
private func generic<Value: Encodable & Sendable>(_ value: Value) -> Value {
    Op("generic", inputs: "value") { (value: Value) in value }(value)
}

private let global = Op("global", inputs: "a") { (a: Int) in a }

private final class Mill: Sendable {
    static let spin = Op("spin", inputs: "n") { (n: Int) async throws in n * 2 }
    let dye = Op("dye", inputs: "n") { (n: Int) in n * 2 }
    func card(_ n: Int) throws -> Int { n }
    func full(_ n: Int) async -> Int { n }
}

/// Functions of all shapes become ops without a word about their types: most of this is tested by the compiler.
@Suite struct OpShapesTests {
    private let recorder = RecordingRecorder()
    private var tracer: Tracer { Tracer(projectID: "mill/looms", recorder: self.recorder) }

    @Test func `functions and methods are ops`() async throws {
        let mill = Mill()
        let (a, b, c) = (Op("a", body: plain), Op("b", body: throwing), Op("c", body: waiting))
        let (d, e, f) = (Op("d", body: both), Op("e", body: typed), Op("f", body: defaulted))
        let (i, j) = (Op("i", body: mill.card), Op("j", body: mill.full))
        try await withTracer(self.tracer) { () async throws in
            #expect(a("x", 1) == "x 1")
            #expect(try b("x") == "x")
            #expect(await c("x") == "x")
            #expect(try await d("x") == "x")
            do throws(Torn) { _ = try e("x") } catch { Issue.record(error) }
            #expect(f("x") == "x")
            #expect(try i(1) == 1)
            #expect(await j(1) == 1)
            #expect(mill.dye(2) == 4)
            #expect(try await Mill.spin(2) == 4)
            #expect(global(7) == 7)
            #expect(generic(["x"]) == ["x"])
        }
        #expect(
            self.recorder.calls.map(\.opName)
                == ["a", "b", "c", "d", "e", "f", "i", "j", "dye", "spin", "global", "generic"])
        #expect(self.recorder.calls.allSatisfy { $0.output != nil && $0.exception == nil })
    }

    @Test func `functions that return sequences of any kind are ops that end with them`() async throws {
        let (f, g, h) = (Op("f", body: stream), Op("g", body: failing), Op("h", body: opaque))
        try await withTracer(self.tracer) {
            for await _ in f(1) {}
            for try await _ in try await g(1) {}
            for await _ in h(1) {}
        }
        #expect(self.recorder.calls.map(\.opName) == ["f", "g", "h"])
        #expect(self.recorder.calls.allSatisfy { $0.output?.text == "[]" })
    }

    @Test func `ops are called from child tasks like functions`() async throws {
        let spin = Op("spin") { (n: Int) async throws in n }
        let sum = try await withTracer(self.tracer) {
            async let one = spin(1)
            let others = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 2...4 { group.addTask { try await spin(number) } }
                return try await group.reduce(0, +)
            }
            return try await one + others
        }
        #expect(sum == 10)
        #expect(self.recorder.calls.count == 4)
    }
}

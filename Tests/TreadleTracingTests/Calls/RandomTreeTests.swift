import Synchronization
import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

/// Random trees of concurrent ops: every child under its parent, nothing across traces, all counts add up.
@Suite(.timeLimit(.minutes(1))) struct RandomTreeTests {
    /// What an op is to do, and what its subtree will have come to.
    private struct Plan: Sendable {
        enum Way: CaseIterable { case sequence, group, asyncLet, detached, actor, manual }

        var name: String
        var way: Way
        var fails: Bool
        var tokens: Int
        var model: String
        var children: [Plan]

        var all: [Plan] { [self] + self.children.flatMap(\.all) }

        static func random(
            _ name: String, depth: Int, using generator: inout SplitMix
        ) -> Plan {
            let count = depth > 0 ? Int.random(in: 0...4, using: &generator) : 0
            return Plan(
                name: name, way: Way.allCases.randomElement(using: &generator) ?? .group,
                fails: Int.random(in: 0..<6, using: &generator) == 0,
                tokens: Int.random(in: 0...3, using: &generator),
                model: Bool.random(using: &generator) ? "jacquard" : "dobby",
                children: (0..<count).map { .random("\(name).\($0)", depth: depth - 1, using: &generator) })
        }
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            let mixed = (self.state ^ (self.state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            return mixed ^ (mixed >> 27)
        }
    }

    private struct Torn: Error {}

    private actor Hand {
        func carryOut(_ plan: Plan, with tracer: Tracer) async { await RandomTreeTests.carryOut(plan, with: tracer) }
    }

    private static func carryOut(_ plan: Plan, with tracer: Tracer) async {
        if plan.way == .manual {
            let call = tracer.startCall(plan.name)
            await CallContext.$current.withValue(call.context) { try? await Self.work(plan, call, tracer) }
            if plan.fails { call.fail(Torn()) } else { call.finish() }
        } else {
            try? await tracer.withCall(plan.name) { call in try await Self.work(plan, call, tracer) }
        }
    }

    private static func work(_ plan: Plan, _ call: OpenCall, _ tracer: Tracer) async throws {
        for _ in 0..<plan.tokens {
            call.addUsage(model: plan.model, TokenUsage(promptTokens: 1, completionTokens: 2))
            await Task.yield()
        }
        switch plan.way {
        case .sequence, .manual:
            for child in plan.children { await Self.carryOut(child, with: tracer) }
        case .group:
            await withTaskGroup { group in
                for child in plan.children { group.addTask { await Self.carryOut(child, with: tracer) } }
            }
        case .asyncLet:
            let half = plan.children.count / 2
            async let first: Void = {
                for child in plan.children[..<half] { await Self.carryOut(child, with: tracer) }
            }()
            async let second: Void = {
                for child in plan.children[half...] { await Self.carryOut(child, with: tracer) }
            }()
            _ = await (first, second)
        case .detached:
            let context = CallContext.current
            await Task.detached {
                await CallContext.$current.withValue(context) {
                    for child in plan.children { await Self.carryOut(child, with: tracer) }
                }
            }.value
        case .actor:
            let hand = Hand()
            for child in plan.children { await hand.carryOut(child, with: tracer) }
        }
        if plan.fails { throw Torn() }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `the record is the tree`(seed: UInt64) async throws {
        var generator = SplitMix(state: seed)
        let plans = (0..<6).map { Plan.random("\($0)", depth: 4, using: &generator) }
        let recorder = RecordingRecorder()
        let tracer = Tracer(projectID: "mill/looms", recorder: recorder)

        await withTaskGroup { group in
            for plan in plans { group.addTask { await Self.carryOut(plan, with: tracer) } }
        }

        let calls = Dictionary(grouping: recorder.calls, by: \.opName)
        #expect(recorder.calls.count == plans.map(\.all.count).reduce(0, +))
        #expect(Set(recorder.calls.map(\.id)).count == recorder.calls.count)
        #expect(Set(recorder.calls.map(\.traceID)).count == plans.count)
        for plan in plans.flatMap(\.all) {
            let call = try #require(calls[plan.name]?.first)
            #expect(call.exception == (plan.fails ? "Torn" : nil))
            for child in plan.children {
                #expect(calls[child.name]?.first?.parentID == call.id)
                #expect(calls[child.name]?.first?.traceID == call.traceID)
            }
            let counts = call.summary["status_counts"]
            #expect(counts?["error"]?.integer == plan.all.count(where: \.fails))
            #expect(counts?["success"]?.integer == plan.all.count { !$0.fails })
            for model in ["jacquard", "dobby"] {
                let tokens = plan.all.filter { $0.model == model }.reduce(0) { $0 + $1.tokens }
                let usage = call.summary["usage"]?[model]
                #expect(usage?["requests"]?.integer ?? 0 == tokens)
                #expect(usage?["total_tokens"]?.integer ?? 0 == 3 * tokens)
            }
        }
        for plan in plans { #expect(calls[plan.name]?.first?.parentID == nil) }
    }
}

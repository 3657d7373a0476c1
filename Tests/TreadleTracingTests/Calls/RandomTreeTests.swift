import Synchronization
import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace
import TreadleTracing

/// Random trees of concurrent ops: every child under its parent, nothing across traces, all counts add up.
@Suite(.timeLimit(.minutes(1))) struct RandomTreeTests {
    private let recorder = RecordingRecorder()

    private func plans(_ seed: UInt64, _ count: Int = 6) -> [RandomTreePlan] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { .random("\($0)", depth: 4, using: &generator) }
    }

    private func carryOut(_ plans: [RandomTreePlan], with tracer: Tracer) async {
        await withTracer(tracer) {
            await withTaskGroup { group in
                for plan in plans { group.addTask { await plan.carryOut() } }
            }
        }
    }

    private func expect(_ tree: RandomTreePlan, in calls: [String: [Call]]) throws {
        let root = try #require(calls[tree.name]?.first)
        #expect(root.parentID == nil)
        for plan in tree.all {
            let found = try #require(calls[plan.name])
            #expect(found.count == 1, "one record each")
            let call = found[0]
            #expect(call.traceID == root.traceID)
            #expect(call.exception == (plan.fails ? "Torn" : nil))
            for child in plan.children { #expect(calls[child.name]?.first?.parentID == call.id) }
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
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `the record is the tree`(seed: UInt64) async throws {
        let plans = self.plans(seed)
        await self.carryOut(plans, with: Tracer(projectID: "mill/looms", recorder: self.recorder))

        let calls = Dictionary(grouping: self.recorder.calls, by: \.opName)
        #expect(self.recorder.calls.count == plans.map(\.all.count).reduce(0, +))
        #expect(Set(self.recorder.calls.map(\.id)).count == self.recorder.calls.count)
        #expect(Set(self.recorder.calls.map(\.traceID)).count == plans.count)
        for plan in plans { try self.expect(plan, in: calls) }
    }

    @Test(arguments: 100..<120 as Range<UInt64>)
    func `a sampled record has whole trees, and asks chance once for each`(seed: UInt64) async throws {
        let plans = self.plans(seed, 12)
        let chance = Mutex((generator: SeededGenerator(seed: seed), asked: 0, kept: 0))
        var options = Tracer.Options()
        options.sampleRate = 0.5
        options.random = {
            chance.withLock { chance in
                let number = Double.random(in: 0..<1, using: &chance.generator)
                chance.asked += 1
                if number < 0.5 { chance.kept += 1 }
                return number
            }
        }
        await self.carryOut(plans, with: Tracer(projectID: "mill/looms", recorder: self.recorder, options: options))

        let calls = Dictionary(grouping: self.recorder.calls, by: \.opName)
        let kept = plans.filter { calls[$0.name] != nil }
        #expect(chance.withLock { $0.asked } == plans.count)
        #expect(chance.withLock { $0.kept } == kept.count)
        #expect(self.recorder.calls.count == kept.map(\.all.count).reduce(0, +))
        for plan in kept { try self.expect(plan, in: calls) }
    }

    @Test(arguments: 200..<210 as Range<UInt64>)
    func `each tree keeps to its own thread, and its root is the turn`(seed: UInt64) async throws {
        let plans = self.plans(seed)
        await withTracer(Tracer(projectID: "mill/looms", recorder: self.recorder)) {
            await withTaskGroup { group in
                for plan in plans {
                    group.addTask {
                        await withThread("thread \(plan.name)") { _ in
                            await withAttributes(["tree": plan.name]) { await plan.carryOut() }
                        }
                    }
                }
            }
        }
        let calls = Dictionary(grouping: self.recorder.calls, by: \.opName)
        for tree in plans {
            let root = try #require(calls[tree.name]?.first)
            for plan in tree.all {
                let call = try #require(calls[plan.name]?.first)
                #expect(call.threadID == "thread \(tree.name)")
                #expect(call.turnID == root.id)
                #expect(call.attributes["tree"]?.string == tree.name)
            }
        }
    }
}

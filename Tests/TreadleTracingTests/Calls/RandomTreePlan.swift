import Dispatch
import Foundation
import TreadleCore
import TreadleTesting
import TreadleTracing

/// What an op is to do, and what its subtree will have come to.
struct RandomTreePlan: Sendable {
    /// How the call itself is made.
    enum Form: CaseIterable { case block, manual, op, stream }
    /// How it runs what is below it.
    enum Way: CaseIterable { case sequence, group, asyncLet, detached, detachedCarrying, actor, queue, threads }

    struct Torn: Error {}

    var name: String
    /// Whether it, and all below it, never waits.
    var isSynchronous: Bool
    var form: Form
    var way: Way
    var fails: Bool
    var tokens: Int
    var model: String
    var children: [RandomTreePlan]

    var all: [RandomTreePlan] { [self] + self.children.flatMap(\.all) }

    static func random(
        _ name: String, depth: Int, isSynchronous: Bool = false, using generator: inout SeededGenerator
    ) -> RandomTreePlan {
        let count = depth > 0 ? Int.random(in: 0...4, using: &generator) : 0
        let isSynchronous = isSynchronous || Int.random(in: 0..<4, using: &generator) == 0
        return RandomTreePlan(
            name: name, isSynchronous: isSynchronous, form: Form.allCases.randomElement(using: &generator) ?? .block,
            way: Way.allCases.randomElement(using: &generator) ?? .group,
            fails: Int.random(in: 0..<6, using: &generator) == 0, tokens: Int.random(in: 0...3, using: &generator),
            model: Bool.random(using: &generator) ? "jacquard" : "dobby",
            children: (0..<count).map {
                .random("\(name).\($0)", depth: depth - 1, isSynchronous: isSynchronous, using: &generator)
            })
    }

    /// Uses up tokens, as the op that this is.
    fileprivate func spend() {
        for _ in 0..<self.tokens {
            OpenCall.current?.addUsage(model: self.model, TokenUsage(promptTokens: 1, completionTokens: 2))
        }
    }
}

extension RandomTreePlan {
    private actor Hand {
        func carryOut(_ plan: RandomTreePlan) async { await plan.carryOut() }
    }

    /// The work of an op as a sequence: a part of what is below it at each step.
    private struct Steps: AsyncSequence, Sendable {
        let plan: RandomTreePlan

        struct AsyncIterator: AsyncIteratorProtocol {
            let plan: RandomTreePlan
            var step = 0

            mutating func next(isolation actor: isolated (any Actor)?) async throws(Torn) -> Int? {
                if self.step == 0 { self.plan.spend() }
                guard self.step < self.plan.children.count else {
                    if self.plan.fails { throw Torn() }
                    return nil
                }
                await self.plan.children[self.step].carryOut()
                self.step += 1
                return self.step
            }
        }

        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(plan: self.plan) }
    }

    func carryOut() async {
        if self.isSynchronous { return self.carryOutAtOnce() }
        switch self.form {
        case .block: try? await withCall(self.name, inputs: ["plan": self.name]) { _ in try await self.work() }
        case .manual:
            let call = Tracer.current.startCall(self.name)
            try? await call.context.perform { try await self.work() }
            if self.fails { call.fail(Torn()) } else { call.finish() }
        case .op:
            let op = Op(self.name) { (plan: String) async throws in try await self.work() }
            try? await op(self.name)
        case .stream:
            let op = Op(self.name) { (plan: String) in Steps(plan: self) }
            var count = 0
            do { for try await step in op(self.name) { count += step } } catch {}
        }
    }

    private func work() async throws {
        self.spend()
        await Task.yield()
        let children = self.children
        switch self.way {
        case .sequence, .queue, .threads: for child in children { await child.carryOut() }
        case .group:
            await withTaskGroup { group in
                for child in children { group.addTask { await child.carryOut() } }
            }
        case .asyncLet:
            let half = children.count / 2
            async let first: Void = { for child in children[..<half] { await child.carryOut() } }()
            async let second: Void = { for child in children[half...] { await child.carryOut() } }()
            _ = await (first, second)
        case .detached:
            let context = CallContext.capture()
            await Task.detached { await context.perform { for child in children { await child.carryOut() } } }.value
        case .detachedCarrying:
            await Task.detached(
                operation: CallContext.carrying { for child in children { await child.carryOut() } }
            ).value
        case .actor:
            let hand = Hand()
            for child in children { await hand.carryOut(child) }
        }
        if self.fails { throw Torn() }
    }

    private func carryOutAtOnce() {
        switch self.form {
        case .block, .stream: try? withCall(self.name, inputs: ["plan": self.name]) { _ in try self.workAtOnce() }
        case .manual:
            let call = Tracer.current.startCall(self.name)
            try? call.context.perform { try self.workAtOnce() }
            if self.fails { call.fail(Torn()) } else { call.finish() }
        case .op:
            let op = Op(self.name) { (plan: String) throws in try self.workAtOnce() }
            try? op(self.name)
        }
    }

    private func workAtOnce() throws {
        self.spend()
        let children = self.children
        switch self.way {
        case .queue, .group, .asyncLet:
            let work = CallContext.carrying { (index: Int) in children[index].carryOutAtOnce() }
            DispatchQueue.concurrentPerform(iterations: children.count, execute: work)
        case .threads, .detached, .detachedCarrying:
            let done = DispatchSemaphore(value: 0)
            for child in children {
                let context = CallContext.capture()
                Thread.detachNewThread {
                    context.perform { child.carryOutAtOnce() }
                    done.signal()
                }
            }
            for _ in children { done.wait() }
        case .sequence, .actor: for child in children { child.carryOutAtOnce() }
        }
        if self.fails { throw Torn() }
    }
}

import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct UsageRollupTests {
    private static func call(
        _ id: String, in parent: String? = nil, usage: String = "{}", counts: String? = nil, isRunning: Bool = false
    ) throws -> Call {
        let statusCounts = counts.map { #","status_counts":\#($0)"# } ?? ""
        var call = Call.stub(
            id, parent: parent, summary: try RawJSON(#"{"usage":\#(usage)\#(statusCounts)}"#))
        if isRunning { call.endedAt = nil }
        return call
    }

    private func rollup(_ calls: [Call], prices: PriceBook? = nil) -> UsageRollup {
        var rollup = UsageRollup(prices: prices)
        for call in calls { rollup.add(call) }
        return rollup
    }

    private func prompts(_ result: UsageRollup.Result) -> [String: [String: Int]] {
        var prompts: [String: [String: Int]] = [:]
        for (id, usage) in result.usage {
            let json = usage.json(includingCosts: false).members()
            prompts[id] = Dictionary(
                uniqueKeysWithValues: json.map { ($0.name, $0.value["prompt_tokens"]?.integer ?? 0) })
        }
        return prompts
    }

    @Test func `each call has its own usage and that of all below it`() throws {
        let calls = try [
            Self.call("grandchild", in: "a", usage: #"{"x":{"prompt_tokens":1},"z":{"output_tokens":5}}"#),
            Self.call("root", usage: #"{"x":{"prompt_tokens":10}}"#),
            Self.call("a", in: "root", usage: #"{"x":{"input_tokens":2}}"#),
            Self.call("b", in: "root", usage: #"{"y":{"prompt_tokens":7}}"#),
            Self.call("elsewhere", in: "nobody", usage: #"{"x":{"prompt_tokens":100}}"#),
        ]
        #expect(
            try self.prompts(self.rollup(calls).result()) == [
                "root": ["x": 13, "y": 7, "z": 0], "a": ["x": 3, "z": 0], "b": ["y": 7],
                "grandchild": ["x": 1, "z": 0], "elsewhere": ["x": 100],
            ])
    }

    @Test func `usage that the client added up already counts once`() throws {
        let leaf = #"{"x":{"prompt_tokens":5,"requests":1}}"#
        let calls = try [
            Self.call("leaf", in: "middle", usage: leaf, counts: #"{"success":1,"error":0}"#),
            Self.call("late", in: "middle", usage: leaf, counts: #"{"success":1,"error":0}"#),
            // It ended before one of the calls below it did.
            Self.call("middle", in: "root", usage: leaf, counts: #"{"success":2,"error":0}"#),
            Self.call(
                "root", usage: #"{"x":{"prompt_tokens":5,"requests":1}}"#, counts: #"{"success":2,"error":1}"#),
        ]
        #expect(
            try self.prompts(self.rollup(calls).result()) == [
                "leaf": ["x": 5], "late": ["x": 5], "middle": ["x": 10], "root": ["x": 10],
            ])
        let alone = try Self.call("root", usage: leaf, counts: #"{"success":1,"error":0}"#)
        let child = try Self.call("child", in: "root", usage: leaf)
        #expect(try self.prompts(self.rollup([alone, child]).result())["root"] == ["x": 10])
    }

    @Test func `only what was asked for is told, with what runs below it`() throws {
        let calls = try [
            Self.call("root", usage: "{}", isRunning: true), Self.call("a", in: "root", isRunning: true),
            Self.call("leaf", in: "a", usage: #"{"x":{"prompt_tokens":1}}"#, isRunning: true),
            Self.call("b", in: "root", isRunning: true), Self.call("done", in: "a"),
        ]
        let result = try self.rollup(calls).result(for: [ExactText("a"), ExactText("nobody")])
        #expect(self.prompts(result) == ["a": ["x": 1]])
        #expect(result.unfinished == ["a", "leaf"])
        #expect(try self.rollup(calls).result().unfinished == ["a", "b", "leaf", "root"])
    }

    @Test func `calls that are each other's parents end it, too`() throws {
        let calls = try [
            Self.call("a", in: "b", usage: #"{"x":{"prompt_tokens":1}}"#),
            Self.call("b", in: "a", usage: #"{"x":{"prompt_tokens":2}}"#),
            Self.call("self", in: "self", usage: #"{"x":{"prompt_tokens":4}}"#),
            Self.call("leaf", in: "b", usage: #"{"x":{"prompt_tokens":8}}"#),
        ]
        #expect(
            try self.prompts(self.rollup(calls).result())
                == ["a": ["x": 1], "b": ["x": 10], "self": ["x": 4], "leaf": ["x": 8]])
    }

    @Test func `a deep trace needs no deep stack, and a call counts once`() throws {
        let depth = 20_000
        var rollup = UsageRollup()
        for index in 0..<depth {
            let parent = index == 0 ? nil : "\(index - 1)"
            rollup.add(try Self.call("\(index)", in: parent, usage: #"{"x":{"prompt_tokens":1}}"#))
        }
        rollup.add(try Self.call("0", usage: #"{"x":{"prompt_tokens":1000}}"#))
        #expect(rollup.count == depth)
        #expect(try self.prompts(rollup.result(for: [ExactText("0")])) == ["0": ["x": depth]])
    }

    @Test func `costs are worked out call by call`() throws {
        let prices = PriceBook(
            projectPrices: [.stub("x", prompt: 1, from: 0), .stub("x", prompt: 10, from: 2_000_000)],
            defaults: DefaultPrices([]))
        var late = try Self.call("late", in: "root", usage: #"{"x":{"prompt_tokens":3}}"#)
        late.startedAt = Timestamp(microseconds: 2_000_000)
        let root = try Self.call("root", usage: #"{"x":{"prompt_tokens":2,"completion_tokens":1}}"#)
        let result = try self.rollup([root, late], prices: prices).result()
        let total = try #require(result.usage.first { $0.id == "root" }?.usage["x"])
        #expect(total.costs.prompt == 32 && total.costs.completion == 3)
    }

    @Test func `many models in a deep trace are told of the root, and not of every call`() throws {
        var rollup = UsageRollup()
        for index in 0..<2000 {
            let parent = index == 0 ? nil : "\(index - 1)"
            rollup.add(try Self.call("\(index)", in: parent, usage: #"{"m\#(index)":{"prompt_tokens":1}}"#))
        }
        #expect(try rollup.result(for: [ExactText("0")]).usage.first?.usage.count == 2000)
        let error = #expect(throws: TraceError.self) { _ = try rollup.result() }
        #expect(error?.code == .tooLarge)
    }
}

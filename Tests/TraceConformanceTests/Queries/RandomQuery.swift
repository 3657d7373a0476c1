import TreadleCore
import TreadleTesting
import TreadleTrace

/// Makes calls, conditions and orders by chance, the same ones for the same seed.
struct RandomQuery {
    private var generator: SeededGenerator

    init(seed: UInt64) { self.generator = SeededGenerator(seed: seed) }

    private mutating func one<Element>(of elements: [Element]) -> Element {
        // Lists here are never empty.
        elements[Int.random(in: 0..<elements.count, using: &self.generator)]
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self.generator) < percent }

    /// A value that differs from others as little as values can.
    private mutating func value(depth: Int = 2) -> String {
        if depth > 0, self.chance(15) {
            let parts = (0..<Int.random(in: 0..<3, using: &self.generator)).map { _ in self.value(depth: depth - 1) }
            if self.chance(50) { return "[\(parts.joined(separator: self.one(of: [",", " , "])))]" }
            return "{"
                + parts.map { #"\#(self.one(of: ["\"a\"", "\"\\u0061\"", "\"b\""])):\#($0)"# }.joined(separator: ",")
                + "}"
        }
        return self.one(of: [
            "null", "true", "false", "0", "-0.0", "1", "1.0", "1e0", "1.5", "2", "-1", "9007199254740992",
            "9007199254740993", "9007199254740993.0", "9223372036854775807", "9223372036854775808", "1e400", "1e-400",
            "1767225600", "1767225600.5", #""""#, #""1""#, #""1.0""#, #""01""#, #""true""#, #""false""#, #""null""#,
            #""warp""#,
            #""Warp""#, #""WEFT 織""#, #""\u7e54""#, #""é""#, #""e\u0301""#, #""É""#, #""2026-01-01""#,
            #""2026-01-01T00:00:00.000002Z""#, #""[1]""#, #""{}""#, #""%""#, #""a\u0000b""#, #""\ud83e\uddf5""#,
            #""weave:///mill/looms/op/warp:1""#, #""x\"y\\z\n""#,
        ])
    }

    private mutating func object() -> RawJSON {
        let members = ["x", "y", "a.b", "0", "list"].filter { _ in self.chance(60) }.map {
            #""\#($0)":\#(self.value())"#
        }
        // Given as text that is JSON.
        return (try? RawJSON("{\(members.joined(separator: ","))}")) ?? .null
    }

    mutating func call(_ id: String) -> Call {
        var call = Call.stub(
            id, op: self.one(of: ["warp", "weft", "weave:///mill/looms/op/warp:1", "Warp", "1"]),
            trace: self.one(of: ["t1", "t2"]), parent: self.one(of: [nil, "a", "1"]),
            at: QueryWorld.newYear + self.one(of: [0, 1, 2, 1_000_000, 500_000]), inputs: self.object())
        if self.chance(70) { call.output = try? RawJSON(self.value()) }
        if self.chance(30) { call.exception = self.one(of: ["", "torn", "1"]) }
        if self.chance(30) { call.displayName = self.one(of: ["Warp", "warp", "true", "É"]) }
        if self.chance(50) { call.runStep = self.one(of: [0, 1, -1, .max]) }
        if self.chance(30) { call.threadID = self.one(of: ["warp", "2026-01-01"]) }
        call.summary = self.object()
        call.attributes = self.object()
        if self.chance(30) {
            // It runs: nothing is known of its end.
            (call.endedAt, call.output, call.exception, call.summary) = (nil, nil, nil, .emptyObject)
        }
        return call
    }

    private mutating func field() -> QueryField {
        let path = self.one(of: [
            "inputs.x", "inputs.x", "inputs.x", "inputs.y", "inputs.y", "inputs.x.a", "inputs.y.0", #"inputs.a\.b"#,
            "inputs",
            "inputs.0", "inputs.list.0.1", "output", "output", "output.b", "attributes.x", "summary.x",
            "summary.list.0",
            "inputs.nothing", "started_at", "ended_at", "op_name", "display_name", "exception", "wb_run_step",
            "parent_id",
            "thread_id", "id", "expire_at", "summary.weave.status", "summary.weave.latency_ms",
            "summary.weave.trace_name",
            "annotation_queue_items.queue_id",
        ])
        // All of them are fields.
        return (try? QueryField(path: path, over: .calls)) ?? .absent(path)
    }

    private mutating func literal() -> QueryLiteral { QueryLiteral((try? RawJSON(self.value())) ?? .null) }

    private mutating func operand(depth: Int) -> QueryOperand {
        switch Int.random(in: 0..<10, using: &self.generator) {
        case 0..<5: .field(self.field())
        case 5..<8: .literal(self.literal())
        case 8 where depth > 0:
            .conversion(self.operand(depth: depth - 1), to: self.one(of: QueryOperand.Conversion.allCases))
        case _ where depth > 0: .expression(self.condition(depth: depth - 1))
        default: .field(self.field())
        }
    }

    /// A condition; it may compare a time with what is none.
    mutating func condition(depth: Int = 3) -> QueryExpression {
        func operands(_ random: inout RandomQuery) -> [QueryOperand] {
            (0..<Int.random(in: 1..<4, using: &random.generator)).map { _ in
                random.chance(70) ? .expression(random.condition(depth: depth - 1)) : random.operand(depth: depth - 1)
            }
        }
        switch Int.random(in: 0..<(depth > 0 ? 10 : 5), using: &self.generator) {
        case 0, 1, 2:
            return .comparison(
                self.one(of: QueryExpression.Comparison.allCases), self.operand(depth: depth),
                self.operand(depth: depth))
        case 3:
            let literals = (0..<Int.random(in: 0..<4, using: &self.generator)).map { _ in self.literal() }
            return .membership(self.operand(depth: depth), literals)
        case 4:
            return .containment(
                self.operand(depth: depth), substring: self.operand(depth: depth), ignoringCase: self.chance(50))
        case 5: return .all(operands(&self))
        case 6: return .any(operands(&self))
        default: return .negation(operands(&self)[0])
        }
    }

    mutating func sort() -> [QuerySort] {
        (0..<Int.random(in: 0..<3, using: &self.generator)).map { _ in
            QuerySort(self.field(), isDescending: self.chance(50))
        }
    }
}

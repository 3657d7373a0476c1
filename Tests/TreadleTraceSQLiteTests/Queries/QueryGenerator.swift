import TreadleCore
import TreadleTrace
import TreadleTesting

/// Conditions and calls at random, of values that lie close together: what one reading takes for equal, another may not.
struct QueryGenerator {
    private var random: SeededGenerator

    init(seed: UInt64) { self.random = SeededGenerator(seed: seed) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self.random)]
    }

    private static let texts = [
        "", "a", "A", "é", "e\u{301}", "É", "true", "false", "1", "1.0", "-0", "1e2", "0x1", " 1", "null", "a\u{0}b",
        "2026-01-01", "2026-01-01T00:00:00.000001Z", "2026-13-01", "99999999999999999999", "ß", "ẞ", "[1,2]", "{}",
    ]
    private static let numbers = [
        "0", "-0", "0.0", "1", "1.0", "-1", "1.5", "100", "1e2", "9007199254740993", "9007199254740992.0",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e400", "-1e400", "1767225600",
        "1767225600.000001", "0.1",
    ]
    private static let values = [
        "null", "true", "false", "[]", "{}", "[1, 2]", "[1.0,2]", #"{"b": 1, "a": "é"}"#, #"{"a":"\u00e9","b":1.0}"#,
        #"[{"x": null}, "a"]"#, #"{"x": {"x": 1}, "x": {"x": 2}}"#, #"{"0": "zero"}"#,
    ]

    private mutating func json() -> RawJSON {
        switch Int.random(in: 0..<3, using: &self.random) {
        case 0: RawJSON(string: self.pick(Self.texts))
        case 1: RawJSON(unchecked: Array(self.pick(Self.numbers).utf8)[...])
        default: RawJSON(unchecked: Array(self.pick(Self.values).utf8)[...])
        }
    }

    private mutating func object() -> RawJSON {
        var writer = JSONWriter()
        writer.beginObject()
        for name in ["x", "y", "0"] where Bool.random(using: &self.random) {
            writer.name(name)
            writer.write(self.json())
        }
        writer.endObject()
        return writer.raw
    }

    private mutating func text() -> String? { Bool.random(using: &self.random) ? self.pick(Self.texts) : nil }

    private mutating func time() -> Timestamp {
        Timestamp(microseconds: self.pick([1_767_225_600_000_000, 1_767_225_600_000_001, 1_000_000, 0, -1]))
    }

    mutating func call(_ id: String) -> Call {
        var call = Call(
            id: id, projectID: "mill/looms", opName: self.text() ?? "weave:///mill/looms/op/warp:1",
            displayName: self.text(), traceID: self.text() ?? "t", parentID: self.text(), threadID: self.text(),
            startedAt: self.time(), inputs: self.object(), userID: self.text())
        if Bool.random(using: &self.random) { call.endedAt = self.time() }
        if Bool.random(using: &self.random) { call.output = self.json() }
        if Bool.random(using: &self.random) { call.runStep = self.pick([0, 1, -1, 100]) }
        if Bool.random(using: &self.random) { call.attributes = self.object() }
        if Bool.random(using: &self.random) { call.spanDump = self.json() }
        if Bool.random(using: &self.random) { call.exception = self.text() }
        let summaries = ["{}", #"{"status_counts":{"error":1}}"#, #"{"status_counts":{"error":"1"},"x":1}"#]
        call.summary = RawJSON(unchecked: Array(self.pick(summaries).utf8)[...])
        return call
    }

    mutating func feedback(_ id: String, on call: Call) -> Feedback {
        var details = JSONWriter()
        details.beginObject()
        if let text = self.text() { details.member("runnable_ref", text) }
        details.endObject()
        return Feedback(
            id: id, projectID: call.projectID, weaveRef: "weave:///mill/looms/call/\(call.id)",
            feedbackType: self.pick(["score", "note"]), payload: self.object(), createdAt: self.time(),
            details: details.raw)
    }

    private mutating func path() -> [QueryField.PathStep] {
        self.pick([["x"], ["y"], ["x"], ["0"], ["x", "x"], ["x", "0"], ["y", "1"], [], ["x", "b"]]).map { .init($0) }
    }

    mutating func field() -> QueryField {
        switch Int.random(in: 0..<10, using: &self.random) {
        case 0...3:
            .json(column: self.pick(["inputs", "inputs", "output", "summary", "attributes"]), path: self.path())
        case 4:
            .json(column: "attributes", path: [.init("otel_span")] + self.path())
        case 5:
            .column(
                self.pick(["op_name", "display_name", "parent_id", "exception", "wb_user_id", "id", "project_id"]),
                .text)
        case 6: self.pick([.column("wb_run_step", .integer), .computed(.latencyMilliseconds)])
        case 7: .column(self.pick(["started_at", "ended_at", "deleted_at", "expire_at"]), .time)
        case 8: self.pick([.computed(.status), .computed(.traceName), .absent("annotation_queue_items.queue_id")])
        default:
            .feedback(
                type: self.pick(["score", "note", nil]),
                self.pick([.payload(self.path()), .payload([.init("x")]), .runnableRef]))
        }
    }

    private mutating func literal() -> QueryLiteral { QueryLiteral(self.json()) }

    private mutating func operand(depth: Int) -> QueryOperand {
        switch Int.random(in: 0..<(depth > 0 ? 12 : 8), using: &self.random) {
        case 0...3: .literal(self.literal())
        case 4...7: .field(self.field())
        case 8, 9: .conversion(self.operand(depth: depth - 1), to: self.pick(QueryOperand.Conversion.allCases))
        default: .expression(self.expression(depth: depth - 1))
        }
    }

    /// A condition of so many levels at most, fit to be evaluated.
    mutating func condition(depth: Int) -> QueryExpression {
        while true {
            let expression = self.expression(depth: depth)
            if (try? expression.check()) != nil { return expression }
        }
    }

    private mutating func expression(depth: Int) -> QueryExpression {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &self.random) {
        case 0...3:
            .comparison(
                self.pick(QueryExpression.Comparison.allCases), self.operand(depth: depth), self.operand(depth: depth))
        case 4: .membership(self.operand(depth: depth), (0..<3).map { _ in self.literal() })
        case 5:
            .containment(
                self.operand(depth: depth), substring: self.operand(depth: depth),
                ignoringCase: Bool.random(using: &self.random))
        case 6: .negation(self.operand(depth: depth - 1))
        case 7: .any((0..<2).map { _ in self.operand(depth: depth - 1) })
        default: .all((0..<3).map { _ in self.operand(depth: depth - 1) })
        }
    }
}

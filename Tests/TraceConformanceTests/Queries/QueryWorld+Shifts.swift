import TreadleCore
import TreadleTesting
import TreadleTrace

extension QueryWorld {
    /// Calls that differ in their columns: two turns of a conversation, a failure, one that runs, and others.
    static let shifts: QueryWorld = {
        func call(
            _ id: String, op: String, trace: String = "t1", parent: String? = nil, start: Int64, lasting: Int64?,
            summary: String = "{}"
        ) -> Call {
            var call = Call.stub(id, op: op, trace: trace, parent: parent, at: newYear + start)
            call.endedAt = lasting.map { Timestamp(microseconds: newYear + start + $0) }
            call.summary = (try? RawJSON(summary)) ?? .null
            return call
        }
        var a = call("A", op: "weave:///mill/looms/op/warp:1", start: 0, lasting: 1_500_999)
        (a.displayName, a.threadID, a.turnID) = ("Row 7", "shift", "A")
        (a.userID, a.runID, a.runStep, a.runStepEnd) = ("ada", "mill/looms/r1", 3, 5)
        var b = call("B", op: "weft", parent: "A", start: 1, lasting: 0)
        (b.exception, b.threadID, b.turnID, b.userID) = ("ThreadBroke: 'weft'", "shift", "A", "bob")
        var c = call("C", op: "weave:///mill/looms/op/warp:2", parent: "B", start: 86_400_000_000, lasting: nil)
        (c.threadID, c.turnID, c.runStep) = ("Shift", "C", -1)
        var d = call(
            "D", op: "weft", trace: "t2", start: -1, lasting: 2_000_000, summary: #"{"status_counts":{"error":2}}"#)
        (d.displayName, d.runID, d.runStep) = ("ROW 8", "mill/looms/r2", 10)
        var e = call("E", op: "o'hare", trace: "t2", parent: "D", start: 3_600_000_000, lasting: 1000)
        (e.exception, e.runStepEnd) = ("", 3)
        let f = call(
            "F", op: "weave:///mill/looms/op/warper:1", trace: "t3", parent: "0", start: 86_400_000_001, lasting: 999,
            summary:
                #"{"status_counts":{"error":0,"success":1},"weave":{"status":"error","latency_ms":7},"usage":{"jacquard-1":{"tokens":7}}}"#
        )
        return QueryWorld(calls: [a, b, c, d, e, f])
    }()
}

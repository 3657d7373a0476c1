internal import TreadleCore
internal import TreadleTrace

/// What `treadle call` shows of a call: the tree of its trace, and then the call itself.
struct CallReport {
    /// The call that was asked for.
    let call: Call
    /// All calls of its trace, itself among them.
    let trace: [Call]
    let times: CallTimes
    let style: TerminalStyle
    /// Whether everything is shown, however long.
    let isFull: Bool

    /// How many calls of a trace are shown unless all are asked for.
    static let maximumNodes = 200
    /// How many lines of a payload are shown unless all are asked for.
    static let maximumLines = 60

    /// The whole text, with a newline at its end.
    var text: String {
        self.tree + "\n" + self.facts + self.payload("INPUTS", self.call.inputs)
            + (self.call.output.map { self.payload("OUTPUT", $0) } ?? "") + self.failure
    }

    private var tree: String {
        let nodes = CallTree(self.trace).nodes
        let shown = self.isFull ? nodes[...] : nodes.prefix(Self.maximumNodes)
        let start = nodes.map(\.call.startedAt).min() ?? self.call.startedAt
        var columns = TextColumns(
            [
                .init("OP", upTo: 60), .init("STATUS", upTo: 11), .init("START", upTo: 10, isNumber: true),
                .init("LATENCY", upTo: 9, isNumber: true), .init("TOKENS", upTo: 13), .init("MODEL", upTo: 24),
                .init("ID", upTo: 64),
            ], last: "WHAT", style: self.style)
        let rows = shown.map { node in self.cells(for: node, from: start) }
        columns.fit(rows)
        let left = nodes.count - shown.count
        let rest = left > 0 ? "… and \(left) more calls; --full shows them\n" : ""
        return columns.heading + rows.map(columns.line).joined() + rest
    }

    private func cells(for node: CallTree.Node, from start: Timestamp) -> [TextColumns.Cell] {
        let call = node.call
        return [
            .init(
                node.branch + (call.displayName ?? call.traceName).onOneLine,
                call.id == self.call.id ? .strong : nil),
            .init(call.outcome.rawValue, call.outcome.tone),
            .init("+" + CallTimes.text(call.startedAt.since(start)), .faint),
            .init(call.endedAt.map { CallTimes.text($0.since(call.startedAt)) } ?? ""),
            .init(call.tokens.map { "\($0.prompt)→\($0.completion)" } ?? ""),
            .init((call.models ?? "").onOneLine),
            .init(call.shownID(in: self.style), .faint),
            .init(call.preview, call.exception == nil ? .faint : .bad),
        ]
    }

    private var facts: String {
        let call = self.call
        let latency = call.endedAt.map { ", took \(CallTimes.text($0.since(call.startedAt)))" } ?? ", still running"
        let wait = call.summary["treadle"]?["time_to_first_token_ms"]?.double
        let first = wait.map { ", first words after \(CallTimes.text(.milliseconds($0)))" } ?? ""
        let rows: [(String, String?)] = [
            ("CALL", call.id), ("OP", call.opName), ("TRACE", call.traceID), ("PARENT", call.parentID),
            ("THREAD", call.threadID), ("PROJECT", call.projectID),
            ("STARTED", self.times.long(call.startedAt) + latency + first), ("STATUS", call.outcome.rawValue),
            ("USER", call.userID),
        ]
        return rows.compactMap { name, value in
            value.map { self.style.paint(name.padded(toColumns: 9), .faint) + $0.onOneLine + "\n" }
        }.joined()
    }

    private func payload(_ heading: String, _ value: RawJSON) -> String {
        let printer = PrettyJSON(isFull: self.isFull)
        return self.block(
            heading,
            value.string?.onLines.split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init) ?? printer.lines(of: value))
    }

    private var failure: String {
        guard let exception = self.call.exception else { return "" }
        return self.block("EXCEPTION", exception.onLines.split(separator: "\n").map(String.init), tone: .bad)
    }

    private func block(_ heading: String, _ lines: [String], tone: TerminalStyle.Tone? = nil) -> String {
        let shown = self.isFull ? lines[...] : lines.prefix(Self.maximumLines)
        let left = lines.count - shown.count
        let rest = left > 0 ? ["… and \(left) more lines; --full shows them"] : []
        let text = shown.map { self.style.paint(self.cut($0), tone) } + rest
        return "\n" + self.style.paint(heading, .faint) + "\n" + text.map { "  \($0)\n" }.joined()
    }

    /// A line that is not longer than the longest that anybody would read.
    private func cut(_ line: String) -> String {
        self.isFull ? line : line.truncated(toColumns: max(2000, self.style.columns ?? 0))
    }
}

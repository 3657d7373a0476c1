internal import TreadleCore
internal import TreadleTrace

/// Calls as a table, a line each.
struct CallTable {
    private let times: CallTimes
    private let style: TerminalStyle
    private var columns: TextColumns
    private var hasHeading = false

    /// Makes an empty table.
    init(times: CallTimes, style: TerminalStyle) {
        self.times = times
        self.style = style
        let isNarrow = (style.columns ?? .max) < 100
        self.columns = TextColumns(
            [
                .init("TIME", upTo: 11), .init("OP", upTo: isNarrow ? 22 : 32), .init("STATUS", upTo: 11),
                .init("LATENCY", upTo: 9, isNumber: true), .init("TOKENS", upTo: 13), .init("MODEL", upTo: 24),
                .init("ID", upTo: 64),
            ], last: "WHAT", style: style)
    }

    /// Lines for calls, each with a newline; the first ones have the headings above them.
    mutating func lines(for calls: [Call]) -> String {
        guard !calls.isEmpty else { return "" }
        let rows = calls.map(self.cells)
        self.columns.fit(rows)
        let heading = self.hasHeading ? "" : self.columns.heading
        self.hasHeading = true
        return heading + rows.map(self.columns.line).joined()
    }

    private func cells(for call: Call) -> [TextColumns.Cell] {
        [
            .init(self.times.short(call.startedAt), .faint),
            .init((call.displayName ?? call.traceName).onOneLine, .strong),
            .init(call.outcome.rawValue, call.outcome.tone),
            .init(call.endedAt.map { CallTimes.text($0.since(call.startedAt)) } ?? ""),
            .init(call.tokens.map { "\($0.prompt)→\($0.completion)" } ?? ""),
            .init((call.models ?? "").onOneLine),
            .init(call.shownID(in: self.style), .faint),
            .init(call.preview, call.exception == nil ? nil : .bad),
        ]
    }
}

extension Call {
    /// The identifier, or its end where there is no room: of a UUID of version 7 that is the part that differs.
    ///
    /// `treadle call` takes either.
    func shownID(in style: TerminalStyle) -> String {
        (style.columns ?? .max) >= 140 ? self.id.onOneLine : String(self.id.onOneLine.suffix(8))
    }
}

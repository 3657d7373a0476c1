/// How output is made to look: for a person at a terminal, or for a file or another program.
struct TerminalStyle: Sendable {
    /// What stands out, and what steps back.
    enum Tone: String, Sendable {
        case faint = "2"
        case strong = "1"
        case good = "32"
        case warning = "33"
        case bad = "31"
    }

    /// Whether to use colour.
    var hasColour: Bool
    /// Columns of the terminal; `nil` where a line may have any length.
    var columns: Int?

    /// No colour, lines of any length.
    static let plain = TerminalStyle(hasColour: false, columns: nil)

    /// What suits standard output: colour on a terminal alone, and not if `NO_COLOR` is set.
    static func ofOutput(
        environment: [String: String] = ProcessEnvironment.current, console: Console = .output
    ) -> TerminalStyle {
        guard console.isTerminal else { return .plain }
        let isColourful = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        return TerminalStyle(hasColour: isColourful, columns: console.columns ?? 80)
    }

    /// A text in a tone; the text itself where there is no colour.
    func paint(_ text: String, _ tone: Tone?) -> String {
        guard self.hasColour, let tone, !text.isEmpty else { return text }
        return "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m"
    }
}

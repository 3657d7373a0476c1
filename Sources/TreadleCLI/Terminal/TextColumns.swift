/// Lines of cells that stand beneath each other. Columns keep their width while lines are added, unless a cell needs
/// more.
struct TextColumns: Sendable {
    /// A text and how it looks.
    struct Cell: Sendable {
        let text: String
        let tone: TerminalStyle.Tone?

        init(_ text: String, _ tone: TerminalStyle.Tone? = nil) {
            self.text = text
            self.tone = tone
        }
    }

    /// A column but the last, which takes what room there is.
    struct Column: Sendable {
        let heading: String
        let least: Int
        let limit: Int
        let isNumber: Bool

        init(_ heading: String, from least: Int = 0, upTo limit: Int, isNumber: Bool = false) {
            self.heading = heading
            self.least = max(least, heading.columns)
            self.limit = limit
            self.isNumber = isNumber
        }
    }

    private let columns: [Column]
    private let lastHeading: String
    private let style: TerminalStyle
    private var widths: [Int]

    /// Where lines may have any length, the last column still ends somewhere.
    private static let widestLastColumn = 100
    private static let gap = "  "

    init(_ columns: [Column], last: String, style: TerminalStyle) {
        self.columns = columns
        self.lastHeading = last
        self.style = style
        self.widths = columns.map(\.least)
    }

    /// The line with the headings, with a newline.
    var heading: String {
        self.line((self.columns.map(\.heading) + [self.lastHeading]).map { Cell($0, .faint) })
    }

    /// Makes room for rows.
    mutating func fit(_ rows: [[Cell]]) {
        for row in rows {
            for (index, column) in self.columns.enumerated() {
                self.widths[index] = max(self.widths[index], min(row[index].text.columns, column.limit))
            }
        }
    }

    /// A line of one cell for each column and one for the last, with a newline.
    func line(_ cells: [Cell]) -> String {
        var line = ""
        var used = 0
        for (index, width) in self.widths.enumerated() {
            let text = cells[index].text.truncated(toColumns: width)
            let blanks = String(repeating: " ", count: width - text.columns)
            let painted = self.style.paint(text, cells[index].tone)
            line += (self.columns[index].isNumber ? blanks + painted : painted + blanks) + Self.gap
            used += width + Self.gap.count
        }
        let room = self.style.columns.map { max(0, $0 - used) } ?? Self.widestLastColumn
        let last = cells[self.widths.count]
        line += self.style.paint(last.text.truncated(toColumns: room), last.tone)
        return line.trimmedAtEnd + "\n"
    }
}

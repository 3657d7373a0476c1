/// A `.env` file, read: `NAME=value` lines, with comments, quotes and an optional `export`.
///
/// - A line is blank, a comment (`# …`), or `NAME=value`, with `export ` before it or not. CRLF ends a line as LF does.
/// - A bare value ends at the end of the line, or at a `#` after a blank; blanks around it are left out.
/// - In single quotes every character stands for itself. In double quotes `\n`, `\r`, `\t`, `\"`, `\\` and `\$` are
///   escapes. A quote closes on its line.
/// - Nothing is expanded: `$HOME` is five characters. Of a name that stands twice, the last line counts.
package struct EnvironmentFile: Sendable, Hashable {
    /// One line that sets a name.
    package struct Entry: Sendable, Hashable {
        /// The name, the text set, and the line, counted from 1.
        package let name: String
        package let text: String
        package let line: Int
    }

    /// How messages call the file: `.env`, or the path it was asked for by.
    package let name: String
    /// What it sets, in its order.
    package let entries: [Entry]

    /// Reads a file's contents.
    ///
    /// - Throws: ``ConfigurationError`` with a sentence for every malformed line, which is never quoted: it may hold a
    ///   secret.
    package init(named name: String, contents: [UInt8]) throws(ConfigurationError) {
        guard var text = String(validating: contents, as: UTF8.self) else {
            throw ConfigurationError(["\(name) is not text in UTF-8"])
        }
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        var entries: [Entry] = []
        var problems: [String] = []
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, bytes) in lines.enumerated() {
            var line = Line(bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes)
            do throws(LineError) {
                guard let (variable, text) = try line.assignment() else { continue }
                entries.append(Entry(name: variable, text: text, line: index + 1))
            } catch {
                problems.append("\(name) line \(index + 1): \(error.message)")
            }
        }
        guard problems.isEmpty else { throw ConfigurationError(problems) }
        self.name = name
        self.entries = entries
    }
}

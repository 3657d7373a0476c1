internal import TreadleCore

extension SettingsPage {
    /// What `treadle serve --help` says of the settings.
    static var help: String {
        let sections = self.sections.map { section, entries in
            "\(section.rawValue.uppercased()):\n" + entries.map(self.help(of:)).joined(separator: "\n")
        }
        return """
            SETTINGS come from the environment, else from the file .env in the working directory, else they have
            the default in brackets. An empty value counts as not set. The options above win over all of them.

            \(sections.joined(separator: "\n\n"))
            """
    }

    private static func help(of entry: SettingEntry) -> String {
        let defaultText = entry.defaultText.map { " [\($0)]" } ?? ""
        return "  \(entry.name)\(defaultText)\n      \(entry.summary)"
    }

    /// What is set and where, a line each; secrets are not shown.
    static func listing(of sources: SettingSources) -> String {
        let rows = Settings.all.map { entry in
            let (text, origin) = sources.text(of: entry.name) ?? (entry.defaultText ?? "", .builtIn)
            let isShown = entry.secrecy == .open && entry.accepts(text)
            let shown = text.isEmpty ? "(not set)" : isShown ? text : entry.secrecy == .secret ? "•••" : "(not valid)"
            return (entry.name, shown, text.isEmpty ? "" : "\(origin)")
        }
        let names = rows.map(\.0.columns).max() ?? 0
        let texts = rows.map(\.1.columns).max() ?? 0
        return rows.map { row in
            let line = "\(row.0.padded(toColumns: names))  \(row.1.padded(toColumns: texts))  \(row.2)"
            return line.trimmedAtEnd + "\n"
        }.joined()
    }
}

extension String {
    /// Without blanks at its end.
    var trimmedAtEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

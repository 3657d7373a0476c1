/// Where settings are looked up: options of the command line, then the environment, then a `.env` file.
package struct SettingSources: Sendable {
    /// A value given on the command line.
    package struct Option: Sendable {
        let setting: String
        let option: String
        let text: String

        /// Says that `option` (`--port`) sets `setting` (`SERVER_PORT`).
        package init(_ option: String, sets setting: SettingEntry, to text: String) {
            self.setting = setting.name
            self.option = option
            self.text = text
        }
    }

    /// What the command line says.
    package var options: [Option]
    /// The environment of the process.
    package var environment: [String: String]
    /// The `.env` file, where there is one.
    package var file: EnvironmentFile?

    /// Makes sources; what is not given is empty.
    package init(environment: [String: String], file: EnvironmentFile? = nil, options: [Option] = []) {
        self.options = options
        self.environment = environment
        self.file = file
    }

    /// The text of a setting and where it stands; `nil` when it is nowhere. An empty text counts as not there.
    package func text(of name: String) -> (text: String, origin: SettingOrigin)? {
        if let option = self.options.last(where: { $0.setting == name && !$0.text.isEmpty }) {
            return (option.text, .option(option.option))
        }
        if let text = self.environment[name], !text.isEmpty { return (text, .environment) }
        if let file = self.file, let entry = file.entries.last(where: { $0.name == name }), !entry.text.isEmpty {
            return (entry.text, .file(name: file.name, line: entry.line))
        }
        return nil
    }

    /// A sentence for every name under `TREADLE_` that means nothing here.
    package var warnings: [String] {
        var found: [(name: String, origin: SettingOrigin)] = []
        for name in self.environment.keys.sorted() { found.append((name, .environment)) }
        if let file = self.file {
            found += file.entries.map { ($0.name, .file(name: file.name, line: $0.line)) }
        }
        let known = Settings.all.map(\.name)
        return found.filter { $0.name.hasPrefix("TREADLE_") && !known.contains($0.name) }.map { unknown in
            let nearest = NearestName.of(unknown.name, among: known).map { "; did you mean \($0)?" } ?? ""
            return "\(unknown.name) (\(unknown.origin)) is not a setting\(nearest)"
        }
    }
}

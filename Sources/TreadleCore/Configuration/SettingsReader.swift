/// Reads settings one by one and gathers what is wrong, so that all of it can be told at once.
struct SettingsReader {
    private let sources: SettingSources
    /// What was wrong so far, a sentence each.
    private(set) var problems: [String] = []

    init(_ sources: SettingSources) {
        self.sources = sources
    }

    /// The value that is set, else the default. A bad value is noted, and the default stands in for it.
    mutating func value<Value>(of setting: Setting<Value>) -> Value {
        guard let value = self.valueIfSet(of: setting) ?? setting.defaultValue else {
            preconditionFailure("\(setting.entry.name) has no default, so it is read with valueIfSet(of:)")
        }
        return value
    }

    /// The value that is set; `nil` when none is, or when it is bad, which is noted.
    mutating func valueIfSet<Value>(of setting: Setting<Value>) -> Value? {
        guard let (text, origin) = self.sources.text(of: setting.entry.name) else { return nil }
        if let value = setting.kind.read(text) { return value }
        let shown = self.mayShow(text, of: setting.entry) ? "not \(Self.quoted(text))" : "and what is set is not"
        self.note("\(setting.entry.name) must be \(setting.entry.expectation), \(shown) (\(origin))")
        return nil
    }

    /// Notes a problem of the caller's.
    mutating func note(_ problem: String) {
        self.problems.append(problem)
    }

    /// Throws if anything was wrong.
    func finish() throws(ConfigurationError) {
        if !self.problems.isEmpty { throw ConfigurationError(self.problems) }
    }

    /// Whether a bad value may be shown: not if it is a secret's, looks like one, or could hold one within a URL.
    private func mayShow(_ text: String, of entry: SettingEntry) -> Bool {
        guard entry.secrecy == .open, !text.contains("@"), !text.contains("?") else { return false }
        let lowercased = text.lowercased()
        guard !["sk-", "bearer", "password", "secret", "token"].contains(where: lowercased.contains) else {
            return false
        }
        let secrets = Settings.all.filter { $0.secrecy == .secret }.compactMap { self.sources.text(of: $0.name)?.text }
        return !secrets.contains { text.contains($0) || $0.contains(text) && text.utf8.count >= 4 }
    }

    /// A text in quotes, on one line and not too long.
    private static func quoted(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(60).map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : String($0) }
        return "\"\(shown.joined())\(text.unicodeScalars.count > 60 ? "…" : "")\""
    }
}

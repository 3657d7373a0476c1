internal import TreadleCore

extension SettingsPage {
    /// `.env.example`, whole.
    static var example: String {
        let sections = self.sections.map { section, entries in
            "\n# --- \(section.rawValue) ---\n" + entries.map(self.example(of:)).joined()
        }
        return """
            # Settings of Treadle. Copy this file to .env, take the "# " from the lines you want, and change them.
            # The environment wins over this file. docs/configuration.md says more.

            """ + sections.joined()
    }

    private static func example(of entry: SettingEntry) -> String {
        """

        # \(entry.summary).
        # Must be \(entry.expectation).
        # \(entry.name)=\(entry.defaultText ?? "")

        """
    }
}

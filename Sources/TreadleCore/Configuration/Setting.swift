/// One thing that can be set from outside: by the environment, a `.env` file or an option of the command line.
///
/// All of them stand in ``Settings``; help, documentation and checks are made from there.
package struct Setting<Value: Sendable>: Sendable {
    /// What is written about it.
    package let entry: SettingEntry
    /// How its text is read.
    package let kind: SettingKind<Value>

    /// Defines a setting.
    package init(
        _ name: String, _ kind: SettingKind<Value>, default defaultText: String? = nil,
        in section: SettingEntry.Section, _ summary: String
    ) {
        self.kind = kind
        self.entry = SettingEntry(
            name: name, section: section, defaultText: defaultText, summary: summary, expectation: kind.expectation,
            secrecy: kind.secrecy, accepts: { kind.read($0) != nil })
    }

    /// The default, read; `nil` where there is none.
    package var defaultValue: Value? { self.entry.defaultText.flatMap(self.kind.read) }
}

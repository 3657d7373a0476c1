internal import TreadleCore

/// The pages that are made from the table of settings.
enum SettingsPage {
    /// The settings under their sections, leaving out the sections without any.
    static var sections: [(section: SettingEntry.Section, entries: [SettingEntry])] {
        SettingEntry.Section.allCases.map { section in (section, Settings.all.filter { $0.section == section }) }
    }
}

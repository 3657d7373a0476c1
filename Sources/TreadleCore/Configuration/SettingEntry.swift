/// What help and documentation say of a setting, whatever the type of its value.
package struct SettingEntry: Sendable {
    /// The parts of the documentation, in its order.
    package enum Section: String, Sendable, CaseIterable {
        case server = "Server"
        case model = "Model"
        case traces = "Traces"
        case access = "Access"
        case limits = "Limits"
        case logging = "Logging"
        case client = "Client commands"
        case database = "Database"
    }

    /// Whether its values may be shown.
    package enum Secrecy: Sendable {
        case open, secret
    }

    /// The name of the environment variable.
    package let name: String
    /// Where it stands in the documentation.
    package let section: Section
    /// The default as one would write it; `nil` where there is none.
    package let defaultText: String?
    /// What it is, in a sentence without a full stop.
    package let summary: String
    /// What a value must be: "a whole number from 0 to 65535".
    package let expectation: String
    /// Whether its values may be shown.
    package let secrecy: Secrecy
    /// Whether a text is a value of it.
    package let accepts: @Sendable (String) -> Bool
}

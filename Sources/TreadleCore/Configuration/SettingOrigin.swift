/// Where the value of a setting came from.
package enum SettingOrigin: Sendable, Hashable, CustomStringConvertible {
    /// An option of the command line, as it is written: `--port`.
    case option(String)
    case environment
    case file(name: String, line: Int)
    case builtIn

    /// In words that go in parentheses.
    package var description: String {
        switch self {
        case .option(let option): "from \(option)"
        case .environment: "from the environment"
        case .file(let name, let line): "from \(name) line \(line)"
        case .builtIn: "default"
        }
    }
}

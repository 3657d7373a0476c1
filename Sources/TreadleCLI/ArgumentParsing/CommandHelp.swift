/// The help of a command.
struct CommandHelp {
    private let command: any AsyncParsableCommand.Type
    private let root: any AsyncParsableCommand.Type

    init(_ command: any AsyncParsableCommand.Type, root: any AsyncParsableCommand.Type) {
        self.command = command
        self.root = root
    }

    /// The whole text, without a newline at its end.
    var text: String {
        let configuration = self.command.configuration
        let arguments = self.command.arguments(of: self.command.init())
        let places = arguments.filter { $0.property.definition.kind == .positional }
        let options = arguments.filter { $0.property.definition.kind != .positional }
        var parts = [configuration.abstract, "USAGE: \(self.usage(places, hasOptions: !options.isEmpty))"]
        parts += Self.table("ARGUMENTS", places.map { ($0.placeholder, $0.property.definition.help.abstract) })
        var rows = options.map { (Self.spelling($0), Self.explanation($0)) }
        if self.isRoot, !configuration.version.isEmpty { rows.append(("--version", "Show the version.")) }
        parts += Self.table("OPTIONS", rows + [("-h, --help", "Show help.")])
        parts += Self.table(
            "COMMANDS", configuration.subcommands.map { ($0.configuration.commandName, $0.configuration.abstract) })
        if !configuration.discussion.isEmpty { parts.append(configuration.discussion) }
        return parts.joined(separator: "\n\n")
    }

    private var isRoot: Bool { self.command == self.root }

    private func usage(_ places: [LabelledArgument], hasOptions: Bool) -> String {
        var words = [self.root.configuration.commandName]
        if !self.isRoot { words.append(self.command.configuration.commandName) }
        if !self.command.configuration.subcommands.isEmpty { words.append("<command>") }
        if hasOptions { words.append("[options]") }
        return (words + places.map(\.placeholder)).joined(separator: " ")
    }

    private static func spelling(_ option: LabelledArgument) -> String {
        let names = option.names.joined(separator: ", ")
        return option.property.definition.kind == .flag ? names : "\(names) \(option.placeholder)"
    }

    private static func explanation(_ option: LabelledArgument) -> String {
        let definition = option.property.definition
        return definition.help.abstract + (definition.defaultText.map { " (default: \($0))" } ?? "")
    }

    /// A heading and aligned rows; nothing where there are no rows.
    private static func table(_ heading: String, _ rows: [(String, String)]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let width = rows.map(\.0.count).max() ?? 0
        let lines = rows.map { "  \($0.0)\(String(repeating: " ", count: width - $0.0.count))  \($0.1)" }
        return ["\(heading):\n\(lines.joined(separator: "\n"))"]
    }
}

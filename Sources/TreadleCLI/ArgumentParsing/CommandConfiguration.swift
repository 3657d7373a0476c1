/// What a command is called and what its help says.
package struct CommandConfiguration: Sendable {
    /// What is typed.
    package var commandName: String
    /// One line for the list of commands, and the first of the command's own help.
    package var abstract: String
    /// What more there is to say; made when help is shown.
    package var discussion: String
    /// What `--version` says; for the root alone.
    package var version: String
    /// The commands beneath this one.
    package var subcommands: [any AsyncParsableCommand.Type]

    /// Makes a configuration.
    package init(
        commandName: String, abstract: String, discussion: String = "", version: String = "",
        subcommands: [any AsyncParsableCommand.Type] = []
    ) {
        self.commandName = commandName
        self.abstract = abstract
        self.discussion = discussion
        self.version = version
        self.subcommands = subcommands
    }
}

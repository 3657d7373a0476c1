/// A command: its arguments are the properties that ``Argument``, ``Option`` and ``Flag`` wrap.
///
/// This folder stands in for swift-argument-parser and is shaped like it, as far as this program needs it.
package protocol AsyncParsableCommand: SendableMetatype {
    /// The command's name, help and subcommands.
    static var configuration: CommandConfiguration { get }

    /// Makes a command whose arguments are not there yet.
    init()

    /// Checks the arguments together, once they are parsed.
    ///
    /// - Throws: ``ValidationError`` saying what is wrong.
    mutating func validate() throws

    /// Does what the command is for.
    mutating func run() async throws
}

extension AsyncParsableCommand {
    package mutating func validate() throws {}

    /// Without an action of its own, a command shows its help.
    package mutating func run() async throws {
        throw CleanExit.helpRequest(Self.self)
    }
}

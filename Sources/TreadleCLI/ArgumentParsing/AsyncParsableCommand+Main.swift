#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
internal import TreadleCore

extension AsyncParsableCommand {
    /// Parses the process's arguments, runs the command they name, and ends the process.
    ///
    /// Not on the main actor, where a command that blocks would stop everything that runs there.
    @concurrent
    package static func main() async {
        do {
            var command = try Self.parseAsRoot(Array(CommandLine.arguments.dropFirst()))
            try await command.run()
        } catch {
            let ending = CommandEnding(error, root: Self.self)
            if !ending.text.isEmpty { (ending.isError ? Console.error : Console.output).write(ending.text + "\n") }
            exit(ending.code.rawValue)
        }
    }

    /// Finds the command that the arguments name, and fills in its arguments.
    ///
    /// - Throws: ``CommandError`` around what is wrong, or ``CleanExit`` where help or the version is asked for.
    package static func parseAsRoot(_ arguments: [String]) throws -> any AsyncParsableCommand {
        var path: [any AsyncParsableCommand.Type] = [Self.self]
        // `treadle help serve` is `treadle serve --help`.
        var rest = (arguments.first == "help" ? Array(arguments.dropFirst()) + ["--help"] : arguments)[...]
        while let name = rest.first, let command = try Self.subcommand(name, of: path) {
            path.append(command)
            rest.removeFirst()
        }
        return try CommandParser(path: path, version: Self.configuration.version).parse(Array(rest))
    }

    private static func subcommand(
        _ name: String, of path: [any AsyncParsableCommand.Type]
    ) throws -> (any AsyncParsableCommand.Type)? {
        let subcommands = path.last?.configuration.subcommands ?? []
        guard !subcommands.isEmpty, !name.hasPrefix("-") else { return nil }
        if let command = subcommands.first(where: { $0.configuration.commandName == name }) { return command }
        let names = subcommands.map { $0.configuration.commandName }
        let nearest = NearestName.of(name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
        throw CommandError(ValidationError("there is no command \"\(name)\"\(nearest)"), in: path)
    }
}

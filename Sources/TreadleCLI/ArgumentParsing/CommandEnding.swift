internal import TreadleCore

/// Ends a command before it runs, without anything being wrong.
package enum CleanExit: Error {
    /// Help for a command.
    case helpRequest(any AsyncParsableCommand.Type)
    /// Something to say.
    case message(String)
}

/// What is wrong with the arguments, and the command they were for.
package struct CommandError: Error {
    let cause: ValidationError
    let path: [any AsyncParsableCommand.Type]

    init(_ cause: ValidationError, in path: [any AsyncParsableCommand.Type]) {
        self.cause = cause
        self.path = path
    }
}

/// How a command ends that threw: what is said, where, and the exit code.
struct CommandEnding: Equatable {
    let text: String
    let isError: Bool
    let code: ExitCode

    init(_ error: any Error, root: any AsyncParsableCommand.Type) {
        let name = root.configuration.commandName
        switch error {
        case CleanExit.helpRequest(let command):
            self.init(CommandHelp(command, root: root).text, isError: false, .success)
        case CleanExit.message(let text): self.init(text, isError: false, .success)
        case let code as ExitCode: self.init("", isError: false, code)
        case let error as CommandError:
            let command = error.path.map { $0.configuration.commandName }.joined(separator: " ")
            self.init(
                "\(name): \(error.cause.message)\nSee `\(command) --help`.", isError: true, .validationFailure)
        case let error as ValidationError: self.init("\(name): \(error.message)", isError: true, .validationFailure)
        case let error as ConfigurationError:
            self.init(error.problems.map { "\(name): \($0)" }.joined(separator: "\n"), isError: true, .configuration)
        case let error as any CategorizedError: self.init("\(name): \(error.message)", isError: true, .failure)
        default: self.init("\(name): \(error)", isError: true, .failure)
        }
    }

    private init(_ text: String, isError: Bool, _ code: ExitCode) {
        // Errors may quote what a server said, or what was typed.
        self.text = isError ? text.onLines : text
        self.isError = isError
        self.code = code
    }
}

internal import TreadleCore

/// Fills in the arguments of one command.
struct CommandParser {
    /// The command, after those it stands beneath.
    let path: [any AsyncParsableCommand.Type]
    /// What `--version` says.
    let version: String

    /// Makes the command from what stands after its name.
    ///
    /// - Throws: ``CommandError``, or ``CleanExit`` where help or the version is asked for.
    func parse(_ arguments: [String]) throws -> any AsyncParsableCommand {
        guard let type = self.path.last else { preconditionFailure("a path has at least its root") }
        var command = type.init()
        do {
            try self.fill(type.arguments(of: command), of: type, from: arguments)
            try command.validate()
        } catch let error as ValidationError {
            throw CommandError(error, in: self.path)
        }
        return command
    }

    private func fill(
        _ properties: [LabelledArgument], of type: any AsyncParsableCommand.Type, from arguments: [String]
    ) throws {
        let options = properties.filter { $0.property.definition.kind != .positional }
        var places = properties.filter { $0.property.definition.kind == .positional }[...]
        var rest = arguments[...]
        var onlyPlaces = false
        while let word = rest.popFirst() {
            switch word {
            case "--" where !onlyPlaces: onlyPlaces = true
            case "--help" where !onlyPlaces, "-h" where !onlyPlaces: throw CleanExit.helpRequest(type)
            case "--version" where !onlyPlaces && self.path.count == 1 && !self.version.isEmpty:
                throw CleanExit.message(self.version)
            case _ where !onlyPlaces && word.hasPrefix("-") && word != "-":
                try self.takeOption(word, of: options, &rest)
            default:
                guard let place = places.popFirst() else {
                    throw ValidationError("\"\(word)\" is one argument too many")
                }
                try self.give(word, to: place, as: place.placeholder)
            }
        }
        if let missing = places.first(where: \.property.definition.isRequired) {
            throw ValidationError("\(missing.placeholder) is missing")
        }
    }

    private func takeOption(_ word: String, of options: [LabelledArgument], _ rest: inout ArraySlice<String>) throws {
        var parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if !word.hasPrefix("--"), parts[0].count > 2 {
            // `-n5` is `-n 5`.
            parts = [String(word.prefix(2)), String(word.dropFirst(2))]
        }
        guard let option = options.first(where: { $0.names.contains(parts[0]) }) else {
            let names = options.flatMap(\.names) + ["--help"]
            let nearest = NearestName.of(parts[0], among: names).map { "; did you mean \($0)?" } ?? ""
            throw ValidationError("there is no option \(parts[0])\(nearest)")
        }
        if option.property.definition.kind == .flag {
            guard parts.count == 1 else { throw ValidationError("\(parts[0]) takes no value") }
            return try self.give("", to: option, as: parts[0])
        }
        guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
            throw ValidationError("\(parts[0]) needs a value: \(parts[0]) \(option.placeholder)")
        }
        try self.give(value, to: option, as: parts[0])
    }

    private func give(_ text: String, to argument: LabelledArgument, as name: String) throws {
        if let refusal = argument.property.take(text) {
            throw ValidationError("\(name) must be \(refusal.expectation), not \"\(text)\"")
        }
    }
}

/// A wrapped property of a command, and what it is called there.
struct LabelledArgument {
    let label: String
    let property: any ArgumentProperty

    /// The ways an option is typed; empty for an argument that is found by its place.
    var names: [String] { self.property.definition.names.names(label: self.label) }

    /// What help writes for a value: `<path>`.
    var placeholder: String {
        if let name = self.property.definition.help.valueName { return "<\(name)>" }
        let longest = self.names.first { $0.hasPrefix("--") }?.dropFirst(2)
        return "<\(longest.map(String.init) ?? self.label)>"
    }
}

extension AsyncParsableCommand {
    /// The wrapped properties of a command, in the order they are declared.
    static func arguments(of command: any AsyncParsableCommand) -> [LabelledArgument] {
        Mirror(reflecting: command).children.compactMap { child in
            guard let label = child.label, let property = child.value as? any ArgumentProperty else { return nil }
            // A wrapper is stored under its property's name after an underscore.
            return LabelledArgument(label: String(label.drop { $0 == "_" }), property: property)
        }
    }
}

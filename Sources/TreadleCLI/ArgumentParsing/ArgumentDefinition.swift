/// What a parser knows of one wrapped property.
struct ArgumentDefinition: Sendable {
    enum Kind { case positional, option, flag }

    let kind: Kind
    let names: NameSpecification
    let help: ArgumentHelp
    /// Whether the command cannot do without it.
    let isRequired: Bool
    /// The default, as help shows it.
    let defaultText: String?
}

/// A wrapped property, as the parser sees it through a mirror.
protocol ArgumentProperty {
    var definition: ArgumentDefinition { get }
    /// Takes the text that was given (empty for a flag); says what it must be when it is not.
    func take(_ text: String) -> ArgumentRefusal?
}

/// What a value must be that was not.
struct ArgumentRefusal {
    let expectation: String
}

/// Where the value of a wrapped property is put: the mirror sees copies of the wrapper, and all share this.
final class ArgumentStorage<Value> {
    var value: Value?

    init(_ value: Value? = nil) {
        self.value = value
    }

    /// The value; a command runs only after everything it requires was given.
    var parsed: Value {
        guard let value = self.value else { preconditionFailure("an argument is read before it is parsed") }
        return value
    }
}

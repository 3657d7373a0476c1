/// An option with a value: `--port 8080` or `--port=8080`. Given twice, the last one counts.
@propertyWrapper
package struct Option<Value>: ArgumentProperty {
    private let storage: ArgumentStorage<Value>
    private let read: (String) -> Value?
    private let expectation: String
    let definition: ArgumentDefinition

    /// An option with a default.
    package init(wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp = "")
    where Value: ExpressibleByArgument {
        self.storage = ArgumentStorage(wrappedValue)
        self.read = Value.init(argument:)
        self.expectation = Value.argumentExpectation
        self.definition = ArgumentDefinition(
            kind: .option, names: name, help: help, isRequired: false, defaultText: "\(wrappedValue)")
    }

    /// An option that need not be there.
    package init<Wrapped: ExpressibleByArgument>(name: NameSpecification = .long, help: ArgumentHelp = "")
    where Value == Wrapped? {
        self.storage = ArgumentStorage(.some(nil))
        self.read = { Wrapped(argument: $0).map(Optional.some) }
        self.expectation = Wrapped.argumentExpectation
        self.definition = ArgumentDefinition(
            kind: .option, names: name, help: help, isRequired: false, defaultText: nil)
    }

    package var wrappedValue: Value { self.storage.parsed }

    func take(_ text: String) -> ArgumentRefusal? {
        guard let value = self.read(text) else { return ArgumentRefusal(expectation: self.expectation) }
        self.storage.value = value
        return nil
    }
}

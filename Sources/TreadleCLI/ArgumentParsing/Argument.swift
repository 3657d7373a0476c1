/// An argument that is found by its place.
@propertyWrapper
package struct Argument<Value: ExpressibleByArgument>: ArgumentProperty {
    private let storage = ArgumentStorage<Value>()
    let definition: ArgumentDefinition

    /// An argument that must be given.
    package init(help: ArgumentHelp = "") {
        self.definition = ArgumentDefinition(
            kind: .positional, names: [], help: help, isRequired: true, defaultText: nil)
    }

    package var wrappedValue: Value { self.storage.parsed }

    func take(_ text: String) -> ArgumentRefusal? {
        self.storage.value = Value(argument: text)
        return self.storage.value == nil ? ArgumentRefusal(expectation: Value.argumentExpectation) : nil
    }
}

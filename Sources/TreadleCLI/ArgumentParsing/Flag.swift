/// An option without a value: it is there or not.
@propertyWrapper
package struct Flag: ArgumentProperty {
    private let storage = ArgumentStorage(false)
    let definition: ArgumentDefinition

    /// A flag that is off unless it is given.
    package init(wrappedValue: Bool = false, name: NameSpecification = .long, help: ArgumentHelp = "") {
        precondition(!wrappedValue, "a flag is off unless it is given")
        self.definition = ArgumentDefinition(
            kind: .flag, names: name, help: help, isRequired: false, defaultText: nil)
    }

    package var wrappedValue: Bool { self.storage.parsed }

    func take(_ text: String) -> ArgumentRefusal? {
        self.storage.value = true
        return nil
    }
}

/// What is wrong with the configuration: everything at once.
package struct ConfigurationError: CategorizedError, CustomStringConvertible {
    /// A sentence each, without the values of secrets.
    package let problems: [String]

    /// Makes an error.
    package init(_ problems: [String]) {
        self.problems = problems
    }

    package var category: ErrorCategory { .validation }
    package var message: String { self.problems.joined(separator: "\n") }
    package var description: String { self.message }
}

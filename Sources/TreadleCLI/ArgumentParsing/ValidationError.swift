/// Arguments that cannot be used; the message says why.
package struct ValidationError: Error, CustomStringConvertible {
    /// What is wrong, in a sentence.
    package let message: String

    /// Makes an error.
    package init(_ message: String) {
        self.message = message
    }

    package var description: String { self.message }
}

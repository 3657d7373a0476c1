package import TreadleCore

/// A failure of a command that is nobody else's.
package struct CommandLineError: CategorizedError, CustomStringConvertible {
    /// The kind of failure. New kinds may appear; always handle the unknown one.
    package struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String { case notFound, unavailable }
        private let kind: Kind

        /// What was asked for is not there.
        package static let notFound = Code(kind: .notFound)
        /// There is nothing to ask.
        package static let unavailable = Code(kind: .unavailable)

        package var description: String { self.kind.rawValue }
    }

    /// What kind of failure this is.
    package let code: Code
    /// What happened and what to try.
    package let message: String

    /// Makes an error.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var category: ErrorCategory { self.code == .notFound ? .validation : .upstream }
    package var description: String { "\(self.code): \(self.message)" }
}

/// A value that can be read from an argument.
package protocol ExpressibleByArgument: Sendable {
    /// Reads a value; `nil` when the text is none.
    init?(argument: String)
    /// What a value is, to go after "must be".
    static var argumentExpectation: String { get }
}

extension String: ExpressibleByArgument {
    package init?(argument: String) { self = argument }
    package static var argumentExpectation: String { "a text" }
}

extension Int: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
    package static var argumentExpectation: String { "a whole number" }
}

/// One way in which a value does not fit a schema.
public struct JSONSchemaViolation: Sendable, Hashable, CustomStringConvertible {
    /// Where in the value, as a JSON Pointer (RFC 6901); empty for the value itself.
    public var path: String
    /// What was expected there, and what kind was given: `must be a string, not a number`.
    public var problem: String

    /// Makes a violation.
    public init(path: String, problem: String) {
        self.path = path
        self.problem = problem
    }

    /// The path and the problem, as a sentence without its full stop.
    public var description: String { "\(self.path.isEmpty ? "the value" : self.path) \(self.problem)" }
}

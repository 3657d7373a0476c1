/// A model's request that a tool be run.
public struct ToolCall: Sendable, Hashable {
    /// What the result refers to.
    public var id: String
    /// The tool's name.
    public var name: String
    /// The arguments as the model wrote them: JSON text, if the model wrote it right.
    public var arguments: String

    /// Makes a call.
    public init(id: String, name: String, arguments: String) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}

public import TreadleCore

/// What a model is told about a tool.
public struct ToolDefinition: Sendable, Hashable {
    /// The tool's name.
    public var name: String
    /// What it does.
    public var description: String?
    /// A JSON Schema of its arguments.
    public var parameters: JSONValue

    /// Makes a definition.
    public init(name: String, description: String?, parameters: JSONValue) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }

    /// The definition of a tool that is here.
    public init(_ tool: some Tool) {
        self.init(name: tool.name, description: tool.description, parameters: tool.parameters)
    }

    /// `{"name", "description", "parameters"}`: the shape `tools_list` answers with.
    public var wire: JSONValue {
        var object: JSONObject = ["name": .string(self.name)]
        if let description = self.description { object["description"] = .string(description) }
        object["parameters"] = self.parameters
        return .object(object)
    }

    /// `{"type": "function", "function": {…}}`: OpenAI's shape.
    public var openAIWire: JSONValue { ["type": "function", "function": self.wire] }
}

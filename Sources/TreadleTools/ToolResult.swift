public import TreadleCore

/// What came of a tool call.
public struct ToolResult: Sendable, Hashable {
    /// The call this answers.
    public var toolCallID: String
    /// What the model is told.
    public var content: String
    /// Whether it went wrong; then `content` says how.
    public var isError: Bool

    /// Makes a result.
    public init(toolCallID: String, content: String, isError: Bool = false) {
        self.toolCallID = toolCallID
        self.content = content
        self.isError = isError
    }

    /// `{"tool_call_id", "content", "is_error"}`; `is_error` only where it is true.
    public var wire: JSONValue {
        var object: JSONObject = ["tool_call_id": .string(self.toolCallID), "content": .string(self.content)]
        if self.isError { object["is_error"] = true }
        return .object(object)
    }
}

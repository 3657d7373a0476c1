public import TreadleCore

/// Something a model may ask for: a name, what it is for, what it takes, and what it does.
public protocol Tool: Sendable {
    /// The name a model calls it by: letters, digits, `_` and `-`, at most 64 (OpenAI's rule for functions).
    var name: String { get }
    /// What it does and when to use it, for the model to read.
    var description: String { get }
    /// A JSON Schema of its arguments, an object.
    var parameters: JSONValue { get }

    /// Does it.
    ///
    /// The arguments have been validated against ``parameters``. Cancelling the task should end the work.
    ///
    /// - Returns: What the model is told.
    /// - Throws: ``ToolError`` with a sentence the model can act on; anything else counts as a fault of the tool.
    func execute(_ arguments: JSONObject) async throws -> String
}

import TreadleCore
import TreadleTools

/// A tool that does what the test says.
struct LoomTool: Tool {
    var name = "weave"
    var description = "Weaves cloth"
    var parameters: JSONValue = ["type": "object", "properties": ["rows": ["type": "integer"]]]
    var body: @Sendable (JSONObject) async throws -> String

    func execute(_ arguments: JSONObject) async throws -> String { try await self.body(arguments) }
}

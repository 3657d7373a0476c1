package import TreadleCore
package import TreadleTracing

extension TokenUsage {
    /// OpenAI's `usage` object, with whatever details there are.
    package var openAIWire: JSONValue {
        let counts: JSONObject = [
            "prompt_tokens": .integer(self.promptTokens), "completion_tokens": .integer(self.completionTokens),
            "total_tokens": .integer(self.totalTokens),
        ]
        return .object(JSONObject(counts.members + self.details.members))
    }
}

public import TreadleCore
public import TreadleTracing

extension TokenUsage {
    /// Reads OpenAI's `usage` object, or one that names its counts `input_tokens` and `output_tokens`; `nil` without any
    /// count. What else it has (`prompt_tokens_details` and so on) becomes ``details``.
    public init?(openAI usage: RawJSON) {
        let values = usage.values(for: [
            "prompt_tokens", "completion_tokens", "total_tokens", "input_tokens", "output_tokens",
        ])
        let prompt = values[0]?.integer ?? values[3]?.integer
        let completion = values[1]?.integer ?? values[4]?.integer
        guard prompt != nil || completion != nil else { return nil }
        let counted = ["prompt_tokens", "completion_tokens", "total_tokens", "input_tokens", "output_tokens"]
        let details = usage.members().filter {
            !counted.contains($0.name) && ["object", "number"].contains($0.value.kind.rawValue)
        }
        self.init(
            promptTokens: prompt ?? 0, completionTokens: completion ?? 0, totalTokens: values[2]?.integer,
            details: JSONObject(details.map { JSONObject.Member($0.name, JSONValue($0.value)) }))
    }
}

public import TreadleCore

/// Tokens counted for one model: the numbers every vendor gives, and the details as they came.
public struct TokenUsage: Sendable, Hashable {
    /// Tokens read.
    public var promptTokens: Int
    /// Tokens written.
    public var completionTokens: Int
    /// Tokens in all.
    public var totalTokens: Int
    /// How many requests these are for.
    public var requests: Int

    /// Makes a count; without a total it is the sum.
    public init(promptTokens: Int, completionTokens: Int = 0, totalTokens: Int? = nil, requests: Int = 1) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.totalTokens = totalTokens ?? promptTokens + completionTokens
        self.requests = requests
    }

    /// Reads OpenAI's `usage` object, or one that names its counts `input_tokens` and `output_tokens`; `nil` without any
    /// count.
    public init?(openAI usage: RawJSON) {
        let values = usage.values(for: [
            "prompt_tokens", "completion_tokens", "total_tokens", "input_tokens", "output_tokens",
        ])
        let prompt = values[0]?.integer ?? values[3]?.integer
        let completion = values[1]?.integer ?? values[4]?.integer
        guard prompt != nil || completion != nil else { return nil }
        self.init(promptTokens: prompt ?? 0, completionTokens: completion ?? 0, totalTokens: values[2]?.integer)
    }
}

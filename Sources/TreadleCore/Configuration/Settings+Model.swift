extension Settings {
    package static let openAIAPIKey = Setting(
        "OPENAI_API_KEY", .secret, in: .model,
        "Key for the upstream; without it, and with the default base URL, the built-in demo model answers")
    package static let openAIBaseURL = Setting(
        "OPENAI_BASE_URL", .url, default: "https://api.openai.com/v1", in: .model,
        "Any server that speaks OpenAI's API, up to and including the /v1 if it has one")
    package static let openAIModel = Setting(
        "OPENAI_MODEL", .string, default: "gpt-3.5-turbo", in: .model, "Model of requests that name none")
    package static let openAIMaxTokens = Setting(
        "OPENAI_MAX_TOKENS", .integer(1...10_000_000), default: "1000", in: .model,
        "`max_tokens` of WebSocket requests that have none")
    package static let openAITemperature = Setting(
        "OPENAI_TEMPERATURE", .number(0...2), default: "0.7", in: .model,
        "`temperature` of WebSocket requests that have none")
    package static let upstreamTimeout = Setting(
        "TREADLE_UPSTREAM_TIMEOUT", .seconds(from: "0.1", to: 86_400), default: "60", in: .model,
        "Seconds the upstream may be silent before a request to it is given up")
    package static let streamUsage = Setting(
        "TREADLE_STREAM_USAGE", .boolean, default: "true", in: .model,
        "Ask the upstream for the token usage of streamed answers, so that the trace has it")

    static let modelEntries = [
        Self.openAIAPIKey.entry, Self.openAIBaseURL.entry, Self.openAIModel.entry, Self.openAIMaxTokens.entry,
        Self.openAITemperature.entry, Self.upstreamTimeout.entry, Self.streamUsage.entry,
    ]
}

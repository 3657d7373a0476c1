public import TreadleCore

/// Where an OpenAI-compatible API is, and how to get in: what differs between hosts that speak one dialect.
public struct OpenAIHost: Sendable {
    /// The word that names the ops of its calls: `openai`.
    public var provider: String
    /// The base of all URLs, with the version and without a slash at the end: `https://api.openai.com/v1`.
    public var baseURL: String
    /// The key, sent as a bearer token; `nil` for hosts that need none.
    public var apiKey: Secret?
    /// Whether streamed answers are asked to tell their usage, also where the request does not say so; the extra chunk is
    /// kept from a reader who did not ask for it.
    public var asksForUsage: Bool

    /// Describes a host.
    public init(provider: String = "openai", baseURL: String, apiKey: Secret?, asksForUsage: Bool = true) {
        self.provider = provider
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.apiKey = apiKey
        self.asksForUsage = asksForUsage
    }

    /// A text of the host's without the key. What is shorter than any real key stands in for one, and is no secret.
    func hidingKey(in text: String) -> String {
        guard let key = self.apiKey, key.reveal().utf8.count >= 8 else { return text }
        return text.replacing(key.reveal(), with: "\(key)")
    }
}

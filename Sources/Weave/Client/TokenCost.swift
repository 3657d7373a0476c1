/// What one token costs, in US dollars.
public struct TokenCost: Sendable, Hashable {
    /// A token of the prompt, and one of the answer.
    public var prompt, completion: Double
    /// A prompt token read from a cache, and one written to it.
    public var cacheRead, cacheCreation: Double
    /// Who offers the model at that price.
    public var provider: String

    /// Makes a price.
    public init(
        prompt: Double, completion: Double, cacheRead: Double = 0, cacheCreation: Double = 0,
        provider: String = "default"
    ) {
        self.prompt = prompt
        self.completion = completion
        self.cacheRead = cacheRead
        self.cacheCreation = cacheCreation
        self.provider = provider
    }
}

public import TreadleCore
public import TreadleTracing

/// Embeddings: OpenAI's list object, kept as it came.
public struct EmbeddingAnswer: Sendable, Hashable {
    /// The object.
    public var wire: RawJSON

    /// Wraps an object.
    public init(wire: RawJSON) {
        self.wire = wire
    }

    /// The model that answered, as it calls itself.
    public var model: String? { self.wire["model"]?.string }
    /// What was counted, where the host says so.
    public var usage: TokenUsage? { self.wire["usage"].flatMap(TokenUsage.init(openAI:)) }
    /// The vectors, where they came as numbers.
    public var vectors: [[Double]] {
        self.wire["data"]?.elements().map { ($0["embedding"]?.elements() ?? []).compactMap(\.double) } ?? []
    }
}

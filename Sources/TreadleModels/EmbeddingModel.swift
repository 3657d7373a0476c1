/// Something that turns texts into vectors.
public protocol EmbeddingModel: Sendable {
    /// Who answers, in a word; see ``LanguageModel/provider``.
    var provider: String { get }

    /// Embeds each input, in order.
    ///
    /// - Throws: ``ModelError``, or `CancellationError` when the task is cancelled, which abandons the request.
    func embed(_ request: EmbeddingRequest) async throws -> EmbeddingAnswer
}

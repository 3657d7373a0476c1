/// Something that answers conversations.
///
/// Requests and answers are OpenAI's chat shapes, kept as the JSON they came in: a model that speaks that dialect passes
/// bytes on, any other translates.
public protocol LanguageModel: Sendable {
    /// Who answers, in a word: `openai`, `demo`. It starts the names of the ops that are traced.
    var provider: String { get }

    /// Answers in one piece.
    ///
    /// - Throws: ``ModelError``, or `CancellationError` when the task is cancelled, which abandons the request.
    func complete(_ request: ChatRequest) async throws -> ChatCompletion

    /// Answers as it thinks.
    ///
    /// Returns once the host has accepted the request, so a refusal is thrown and not part of the stream.
    ///
    /// - Throws: ``ModelError``, or `CancellationError` when the task is cancelled.
    func stream(_ request: ChatRequest) async throws -> any ChatStream
}

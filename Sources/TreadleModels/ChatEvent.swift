/// One event of an answer that streams.
public enum ChatEvent: Sendable {
    /// Another piece.
    case chunk(ChatChunk)
    /// Terminal: the model said all it wanted to say.
    case completed(ChatCompletion)
    /// Terminal: the answer is whole as a message but was cut short by a limit or a filter (`finish_reason` tells).
    case incomplete(ChatCompletion)
    /// Terminal: the answer broke; `partial` is what had come.
    case failed(ModelError, partial: ChatCompletion)
    /// Terminal: whoever asked gave up; `partial` is what had come.
    case cancelled(partial: ChatCompletion)

    /// Whether nothing follows.
    public var isTerminal: Bool { if case .chunk = self { false } else { true } }
}

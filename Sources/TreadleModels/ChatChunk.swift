public import TreadleCore

/// A piece of an answer: one `chat.completion.chunk` object.
public struct ChatChunk: Sendable, Hashable {
    /// The object as it came.
    public var wire: RawJSON
    /// Whether this piece brings something a person would see: text, reasoning, a refusal or part of a tool call.
    ///
    /// The first chunk of most hosts only says who speaks and is no token.
    public var hasToken: Bool

    /// Wraps an object.
    public init(wire: RawJSON, hasToken: Bool) {
        self.wire = wire
        self.hasToken = hasToken
    }

    /// The text that this piece adds to the first choice; empty where it adds none.
    public var text: String {
        self.wire["choices"]?.elements().first?["delta"]?["content"]?.string ?? ""
    }
}

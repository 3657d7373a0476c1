public import TreadleCore

/// A piece of an answer: one `chat.completion.chunk` object.
public struct ChatChunk: Sendable, Hashable {
    /// The object as it came.
    public var wire: RawJSON

    /// Wraps an object.
    public init(wire: RawJSON) {
        self.wire = wire
    }

    /// The text that this piece adds to the first choice; empty where it adds none.
    public var text: String {
        self.wire["choices"]?.elements().first?["delta"]?["content"]?.string ?? ""
    }
}

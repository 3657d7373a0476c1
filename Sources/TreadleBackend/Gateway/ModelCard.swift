public import TreadleCore

/// A model in a list: OpenAI's `model` object.
public struct ModelCard: Sendable, Hashable {
    /// The model's name.
    public var id: String
    /// The object as it came.
    public var wire: RawJSON

    /// Wraps an object; `nil` where it has no `id`.
    public init?(wire: RawJSON) {
        guard let id = wire["id"]?.string else { return nil }
        self.id = id
        self.wire = wire
    }

    /// The model that is built in.
    static let demo = ModelCard(
        wire: JSONWriter.object { writer in
            writer.member("id", "demo")
            writer.member("object", "model")
            writer.member("created", 1_763_600_000)
            writer.member("owned_by", "treadle")
        })
}

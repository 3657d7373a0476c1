/// Which model answers which name.
///
/// `demo` is always answered here. Every other name goes upstream where there is one, else to the demo model too, so that
/// a newcomer without a key sees everything work.
public struct ModelCatalog: Sendable {
    /// The name that is always answered here.
    public static let demoName = "demo"

    private let demo: any LanguageModel & EmbeddingModel
    private let upstream: (any LanguageModel & EmbeddingModel)?

    /// Makes a catalog.
    public init(demo: any LanguageModel & EmbeddingModel, upstream: (any LanguageModel & EmbeddingModel)?) {
        self.demo = demo
        self.upstream = upstream
    }

    /// Whether names other than `demo` leave this machine's process.
    public var hasUpstream: Bool { self.upstream != nil }

    /// The model of a name.
    public subscript(_ name: String) -> any LanguageModel & EmbeddingModel {
        name == Self.demoName ? self.demo : self.upstream ?? self.demo
    }
}

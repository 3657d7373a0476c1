/// What an op is, for those who look at its calls; it is a call's `attributes.weave.kind`.
public struct OpKind: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The word on the wire.
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { self.rawValue = value }

    /// Something that decides what to do next.
    public static let agent: OpKind = "agent"
    /// A request to a language model.
    public static let llm: OpKind = "llm"
    /// Something a model may ask for.
    public static let tool: OpKind = "tool"
    /// A look-up in documents.
    public static let search: OpKind = "search"
    /// A check that may stop what goes on.
    public static let guardrail: OpKind = "guardrail"
    /// A judgement of another call.
    public static let scorer: OpKind = "scorer"
}

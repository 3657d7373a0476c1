/// The color that an op's calls are shown in; it is a call's `attributes.weave.color`.
public struct OpColor: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The word on the wire.
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { self.rawValue = value }

    /// A color that viewers know.
    public static let red: OpColor = "red"
    /// A color that viewers know.
    public static let orange: OpColor = "orange"
    /// A color that viewers know.
    public static let yellow: OpColor = "yellow"
    /// A color that viewers know.
    public static let green: OpColor = "green"
    /// A color that viewers know.
    public static let blue: OpColor = "blue"
    /// A color that viewers know.
    public static let purple: OpColor = "purple"
}

/// A number as it was spelled: `1` and `1.0` stay apart, and integers may have any size.
public struct JSONNumber: Sendable, Hashable {
    /// The number's text, valid by RFC 8259.
    public let text: String

    package init(unchecked text: String) { self.text = text }

    /// Spells an integer.
    public init(_ value: Int) { self.text = String(value) }

    /// Spells a double in its shortest exact form. `nil` for infinities and NaN, which JSON cannot say.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        self.text = value.description
    }

    /// The value as an integer, if it is whole and fits; `2.0` counts as whole.
    public var integer: Int? { Int(self.text) ?? Double(self.text).flatMap(Int.init(exactly:)) }

    /// The nearest double, infinite beyond a double's range.
    public var double: Double { Double(self.text) ?? .nan }
}

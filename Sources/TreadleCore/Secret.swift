/// A value that must never show: it prints as `•••`, and only ``reveal()`` gives it out.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let value: String

    /// Hides a value.
    public init(_ value: String) {
        self.value = value
    }

    /// The value itself, for the one place that sends or compares it.
    public func reveal() -> String { self.value }

    public var description: String { "•••" }
    public var debugDescription: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

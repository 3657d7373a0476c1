/// Why a text is not the JSON that was expected.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in a few words, without any of the text itself.
    public var message: String
    /// How many bytes into the text it is wrong.
    public var offset: Int

    /// Makes an error that points at a place in the text.
    public init(_ message: String, at offset: Int) {
        self.message = message
        self.offset = offset
    }

    public var description: String { "\(self.message) at byte \(self.offset)" }
}

public import TreadleCore

/// A value that stands in a condition.
public enum QueryLiteral: Sendable, Hashable {
    /// `null`, and texts.
    case null, text(String)
    /// True or false.
    case boolean(Bool)
    /// A number as it was spelled.
    case number(JSONNumber)
    /// A list or an object; equal to what has the same canonical JSON.
    case json(RawJSON)
}

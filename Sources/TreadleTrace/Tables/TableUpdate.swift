public import TreadleCore

/// One change from a table to the next; each sees what those before it did.
public enum TableUpdate: Sendable, Hashable {
    /// Adds a row at the end.
    case append(RawJSON)
    /// Takes out the row at a place.
    case pop(Int)
    /// Adds a row before the one at a place, or at the end.
    case insert(RawJSON, at: Int)
}

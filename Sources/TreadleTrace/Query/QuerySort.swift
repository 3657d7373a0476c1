/// One field that an answer is sorted by. What has no value there comes last, in both directions.
public struct QuerySort: Sendable, Hashable {
    /// The field.
    public var field: QueryField
    /// Whether the largest comes first.
    public var isDescending: Bool

    /// Makes a sort key.
    public init(_ field: QueryField, isDescending: Bool = false) {
        self.field = field
        self.isDescending = isDescending
    }
}

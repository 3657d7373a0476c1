public import TreadleCore

/// A part of a table's rows.
public struct TablePage: Sendable {
    /// A row.
    public struct Row: Sendable, Hashable {
        /// The digest of its value.
        public var digest: String
        /// The value, an object.
        public var value: RawJSON
        /// Its place in the table, counted from 0.
        public var index: Int

        /// Makes a row.
        public init(digest: String, value: RawJSON, index: Int) {
            self.digest = digest
            self.value = value
            self.index = index
        }
    }

    /// The rows, in the query's order.
    public var rows: [Row]
    /// Where the next part starts; `nil` when this is the last one.
    public var next: Position?

    /// Makes a page.
    public init(rows: [Row], next: Position? = nil) {
        self.rows = rows
        self.next = next
    }

    /// A place in a query's result, for the store that made it.
    public struct Position: Sendable, Hashable {
        package enum Place: Sendable, Hashable {
            /// From this row of the table on, with so many delivered before.
            case from(index: Int, delivered: Int)
            /// Before these rows, for any other order. A slice: what is left of a million places is not copied for each
            /// page.
            case before(ArraySlice<Int>)
        }

        package var place: Place

        package init(_ place: Place) { self.place = place }
    }
}

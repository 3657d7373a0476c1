package import TreadleCore

/// The order that a table's rows are asked for in; rows that are equal in it stay in the table's own.
package struct RowOrder: Sendable {
    /// A row's place in its table, and what it is sorted by.
    package struct Entry: Sendable {
        package let index: Int
        package let keys: [QuerySortKey?]
    }

    private let paths: [JSONPath]
    private let sort: [QuerySort]

    package init(_ sort: [TableQuery.Sort]) {
        self.paths = sort.map { JSONPath($0.path) }
        self.sort = sort.map { QuerySort(.json(column: "val", path: $0.path), isDescending: $0.isDescending) }
    }

    /// What a row is sorted by.
    package func entry(of row: RawJSON, at index: Int) -> Entry {
        Entry(index: index, keys: self.paths.map { row.value(at: $0)?.querySortKey })
    }

    /// Whether one row comes before another.
    package func precedes(_ left: Entry, _ right: Entry) -> Bool {
        self.sort.precedes(left.keys, right.keys) ?? (left.index < right.index)
    }
}

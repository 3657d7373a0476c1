internal import TreadleCore
internal import TreadleTrace

/// Works out the table that comes of another one by changes; pure.
///
/// Rows that are stored go by the keys of their contents, new ones by their place among the new ones, counted down from
/// -1, so that both fit into one list.
struct TableEdit {
    /// The rows that came new, in the order of the changes, those that were taken out again among them.
    private(set) var newRows: [RawJSON] = []
    /// The rows that were added or taken out, in the order of the changes.
    private(set) var touched: [Int64] = []
    private var rope: RowRope
    private var count: Int

    init(of keys: ArraySlice<Int64>) {
        self.rope = RowRope(keys)
        self.count = keys.count
    }

    /// The rows after all changes.
    var rows: [Int64] { self.rope.rows }

    /// Which of the new rows a number means; `nil` for one that is stored.
    static func newIndex(_ row: Int64) -> Int? { row < 0 ? Int(-1 - row) : nil }

    /// Makes a change, or refuses it.
    mutating func apply(_ update: TableUpdate) throws(TraceError) {
        let newCount = try TableRules.count(after: update, to: self.count)
        switch update {
        case .append(let row): self.insert(row, at: self.count)
        case .insert(let row, let index): self.insert(row, at: index)
        case .pop(let index): self.touched.append(self.rope.remove(at: index))
        }
        self.count = newCount
    }

    private mutating func insert(_ row: RawJSON, at index: Int) {
        self.newRows.append(row)
        let number = Int64(-self.newRows.count)
        self.rope.insert(number, at: index)
        self.touched.append(number)
    }
}

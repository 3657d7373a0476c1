/// Picks the rows that come first in an order, holding not many more than are wanted.
package struct FirstRows: Sendable {
    /// How many beyond those that are wanted are held before the last ones are let go.
    private static let slack = 4096

    private let order: RowOrder
    private let count: Int
    private var entries: [RowOrder.Entry] = []

    /// - Parameter count: How many are wanted.
    package init(in order: RowOrder, count: Int) {
        self.order = order
        self.count = count
    }

    /// Adds a row.
    package mutating func add(_ entry: RowOrder.Entry) {
        self.entries.append(entry)
        if self.entries.count - Self.slack >= self.count, self.entries.count / 2 >= self.count { self.cut() }
    }

    /// The places of the first rows, in order.
    package consuming func finish() -> [Int] {
        self.cut()
        return self.entries.map(\.index)
    }

    private mutating func cut() {
        self.entries.sort(by: self.order.precedes)
        self.entries.removeLast(max(self.entries.count - self.count, 0))
    }
}

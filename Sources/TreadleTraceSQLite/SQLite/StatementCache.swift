/// Statements that were prepared, kept by their text for the next time.
struct StatementCache {
    /// A statement that a dictionary can hold.
    final class Entry {
        let statement: Statement
        /// Whether somebody steps through it: it is then not given out a second time.
        var isInUse = false

        init(_ statement: consuming Statement) { self.statement = statement }
    }

    /// How many are kept before it starts over.
    private let capacity: Int
    private(set) var entries: [String: Entry] = [:]

    init(capacity: Int) { self.capacity = capacity }

    /// The statement of that text, if it is there and nobody uses it.
    func idleEntry(for text: String) -> Entry? {
        guard let entry = self.entries[text], !entry.isInUse else { return nil }
        return entry
    }

    /// Keeps a statement.
    mutating func keep(_ entry: Entry, for text: String) {
        if self.entries.count >= self.capacity { self.entries.removeAll() }
        self.entries[text] = entry
    }
}

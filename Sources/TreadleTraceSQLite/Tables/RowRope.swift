/// The rows of a table that is being changed, as numbers.
///
/// Cut into runs, so that a change in the middle of a million rows moves a thousand of them.
struct RowRope {
    private static let runLength = 1024

    private var runs: [[Int64]] = []
    /// The runs' lengths, side by side: they are searched for every change.
    private var lengths: [Int] = []

    init(_ rows: some Collection<Int64>) {
        var rest = rows[...]
        while !rest.isEmpty {
            let run = Array(rest.prefix(Self.runLength))
            self.runs.append(run)
            self.lengths.append(run.count)
            rest = rest.dropFirst(run.count)
        }
    }

    /// All rows, in order.
    var rows: [Int64] { self.runs.flatMap { $0 } }

    /// Adds a row before the one at an index, or at the end.
    mutating func insert(_ row: Int64, at index: Int) {
        guard !self.runs.isEmpty else {
            self.runs = [[row]]
            self.lengths = [1]
            return
        }
        let (run, offset) = self.place(of: index)
        self.runs[run].insert(row, at: offset)
        self.lengths[run] += 1
        if self.lengths[run] >= 2 * Self.runLength { self.split(run) }
    }

    /// Takes out the row at an index.
    mutating func remove(at index: Int) -> Int64 {
        let (run, offset) = self.place(of: index, isOfRow: true)
        let row = self.runs[run].remove(at: offset)
        self.lengths[run] -= 1
        if self.lengths[run] == 0 {
            self.runs.remove(at: run)
            self.lengths.remove(at: run)
        }
        return row
    }

    /// The run and the place in it that an index is. Between two runs it is the end of the first, unless a row is meant.
    private func place(of index: Int, isOfRow: Bool = false) -> (run: Int, offset: Int) {
        var offset = index
        for (run, length) in self.lengths.enumerated() {
            if offset < length || offset == length && !isOfRow { return (run, offset) }
            offset -= length
        }
        preconditionFailure("the index was checked against the count of rows")
    }

    private mutating func split(_ run: Int) {
        let tail = Array(self.runs[run][Self.runLength...])
        self.runs[run].removeSubrange(Self.runLength...)
        self.lengths[run] = Self.runLength
        self.runs.insert(tail, at: run + 1)
        self.lengths.insert(tail.count, at: run + 1)
    }
}

internal import TreadleCore

/// Rows to store, with their digests.
struct NewRows: Sendable {
    /// How much of them goes into one transaction: what others wait a few hundredths of a second for.
    private static let batchRows = 2000
    private static let batchBytes = 4 << 20

    let values: [RawJSON]
    let digests: [String]

    /// The rows in runs, each for a transaction; a row over the bound goes alone.
    func batches() -> [Range<Int>] {
        var batches: [Range<Int>] = []
        var start = 0
        var size = 0
        for (index, value) in self.values.enumerated() {
            if index > start, index - start >= Self.batchRows || size + value.bytes.count > Self.batchBytes {
                batches.append(start..<index)
                start = index
                size = 0
            }
            size += value.bytes.count
        }
        if start < self.values.count { batches.append(start..<self.values.count) }
        return batches
    }

    /// How many bytes a run has.
    func size(of batch: Range<Int>) -> Int { self.values[batch].reduce(0) { $0 + $1.bytes.count } }

    /// Stores a run's contents.
    func store(_ batch: Range<Int>, in project: Int64, _ session: WritingSession) throws -> [RowContent] {
        try batch.map { index in
            try session.rowContent(of: self.values[index], digest: self.digests[index], in: project)
        }
    }
}

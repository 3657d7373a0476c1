internal import TreadleCore

/// How a table is cut for the wire: the limits are those of Weave's clients.
enum TableChunks {
    static let maximumRows = 1000
    static let maximumBytes = 10 << 20
    /// How many parts of a table are on their way at a time.
    static let atOnce = 4

    /// The parts; none for no rows. A row larger than a part is one by itself.
    static func cut(_ rows: [RawJSON]) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        var bytes = 0
        for (index, row) in rows.enumerated() {
            let size = row.bytes.count + 1
            if index > start, index - start == Self.maximumRows || bytes + size > Self.maximumBytes {
                parts.append(start..<index)
                start = index
                bytes = 0
            }
            bytes += size
        }
        if start < rows.count { parts.append(start..<rows.count) }
        return parts
    }
}

extension TableQuery {
    /// The places in a result of so many rows that are asked for.
    package func window(of count: Int) -> Range<Int> {
        let start = min(self.offset, count)
        return start..<start + min(self.limit ?? .max, count - start)
    }

    /// How many rows from the first one on are needed to know those that are asked for.
    package var reach: Int {
        guard let limit = self.limit else { return .max }
        let (reach, isOver) = self.offset.addingReportingOverflow(limit)
        return isOver ? .max : reach
    }
}

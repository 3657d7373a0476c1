package import TreadleCore

extension [NewFeedback] {
    /// All of it as it is to be stored; see ``NewFeedback/completed(at:)``. What is wrong is said with its place.
    package func completed(at time: Timestamp) throws(TraceError) -> [Feedback] {
        var completed: [Feedback] = []
        completed.reserveCapacity(self.count)
        for (index, item) in self.enumerated() {
            do throws(TraceError) {
                completed.append(try item.completed(at: time))
            } catch {
                throw error.inBatch(at: index, of: self.count)
            }
        }
        return completed
    }
}

extension TraceError {
    /// Says which item of a batch it is about; alone, an item needs no number.
    func inBatch(at index: Int, of count: Int) -> TraceError {
        guard count > 1 else { return self }
        var error = self
        error.message = "item \(index): \(error.message)"
        return error
    }
}

public import TreadleCore
internal import TreadleTrace

extension SQLiteTraceStore {
    /// Removes the calls whose project's retention has ended for them; returns how many they were.
    ///
    /// It works in many short transactions, so that whoever records meanwhile waits for a short one at most. What was
    /// removed before a cancellation stays removed.
    ///
    /// - Parameter now: The moment that retention is counted back from.
    /// - Throws: `TraceError`, or `CancellationError` when the task is cancelled.
    public func removeExpiredCalls(now: Timestamp = .now) async throws -> Int {
        let projects = try await self.read { connection in
            try connection.all("SELECT key FROM projects WHERE retention_days IS NOT NULL") { row in
                row.integer(at: 0)
            }
        }
        var count = 0
        for project in projects { count += try await self.removeExpiredCalls(ofProject: project, now: now) }
        return count
    }

    func removeExpiredCalls(ofProject project: Int64, now: Timestamp) async throws -> Int {
        var count = 0
        while true {
            try Task.checkCancellation()
            let batch = self.expiryBatch
            let (calls, isDone) = try await self.write(count: batch) { session in
                try session.removeExpired(ofProject: project, now: now, limit: batch)
            }
            count += calls
            if isDone { return count }
        }
    }

    /// How many rows one transaction removes: some tens of milliseconds of the writer's time.
    private var expiryBatch: Int { 500 }
}

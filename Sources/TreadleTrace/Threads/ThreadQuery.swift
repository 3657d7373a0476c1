package import TreadleCore

/// Which threads, in which order.
package struct ThreadQuery: Sendable {
    package var projectID: String
    /// Only these threads.
    package var threadIDs: [String]?
    /// Only threads that started after this, and only threads whose last update lies before this.
    package var startedAfter, updatedBefore: Timestamp?
    /// What to sort by; the most recently updated first where it is empty.
    package var sort: [ThreadSummary.Sort] = []
    package var limit: Int?
    package var offset = 0

    package init(projectID: String) { self.projectID = projectID }

    /// The turns that the threads consist of.
    package var turns: CallQuery {
        var query = CallQuery(projectID: self.projectID)
        query.threadIDs = self.threadIDs
        query.turnsOnly = true
        query.payloads = []
        return query
    }

    /// The threads that some turns make, in order.
    package func threads(of groups: ThreadGroups) -> [ThreadSummary] {
        let sort = self.sort.isEmpty ? [ThreadSummary.Sort(.lastUpdated, isDescending: true)] : self.sort
        let found = groups.threads().filter { thread in
            if let startedAfter, thread.startTime <= startedAfter { return false }
            if let updatedBefore, thread.lastUpdated >= updatedBefore { return false }
            return true
        }
        return Array(found.sorted { $0.precedes($1, by: sort) }.dropFirst(self.offset).prefix(self.limit ?? .max))
    }
}

internal import TreadleTrace

/// The calls of a store in memory.
struct InMemoryCalls: Sendable {
    private struct Key: Hashable {
        var project: ExactText
        var id: ExactText
    }

    private var stored: [Key: Call] = [:]

    mutating func record(_ calls: [Call]) {
        for call in calls { self.stored[Key(project: ExactText(call.projectID), id: ExactText(call.id))] = call }
    }

    func calls(matching query: CallQuery) throws -> [Call] {
        if let limit = query.limit, limit < 0 { throw TraceError(.invalidRequest, "limit must not be negative") }
        if query.offset < 0 { throw TraceError(.invalidRequest, "offset must not be negative") }
        let sorted = self.stored.values.filter { $0.matches(query) }.sorted { left, right in
            (left.startedAt, ExactText(left.id)) < (right.startedAt, ExactText(right.id))
        }
        let ordered = query.order == .oldestFirst ? sorted : sorted.reversed()
        return Array(ordered.dropFirst(query.offset).prefix(query.limit ?? .max))
    }
}

extension Call {
    fileprivate func matches(_ query: CallQuery) -> Bool {
        func isAmong(_ value: String?, _ wanted: [String]?) -> Bool {
            guard let wanted else { return true }
            guard let value else { return false }
            return wanted.contains { ExactText($0) == ExactText(value) }
        }
        let isOfOp =
            query.opNames.map { names in
                names.contains { name in
                    // `name:*` is any version: what starts with `name:`.
                    name.utf8.suffix(2).elementsEqual(":*".utf8)
                        ? self.opName.utf8.starts(with: name.utf8.dropLast())
                        : ExactText(name) == ExactText(self.opName)
                }
            } ?? true
        return isOfOp && isAmong(self.projectID, query.projectID.map { [$0] }) && isAmong(self.id, query.ids)
            && isAmong(self.traceID, query.traceIDs) && isAmong(self.parentID, query.parentIDs)
            && (!query.rootsOnly || self.parentID == nil)
    }
}

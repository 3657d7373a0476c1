internal import TreadleCore
internal import TreadleTrace

extension InMemoryCalls {
    /// What a query on calls asks the rest of the store.
    struct Surroundings {
        /// The feedback on a call.
        var feedback: (Call) -> [Feedback] = { _ in [] }
        /// What a ref stands for.
        var value: (WeaveRef) -> RawJSON? = { _ in nil }
        /// When a project's retention ends for a call.
        var expiry: (Call) -> Timestamp? = { _ in nil }
    }

    func rows(matching query: CallQuery, in surroundings: Surroundings) throws -> [CallRow] {
        try self.found(by: query, in: surroundings).dropFirst(query.offset).prefix(query.limit ?? .max).map { found in
            var row = CallRow(found.call.keeping(query.payloads), expiresAt: found.expiresAt)
            if query.includesStorageSize { row.storageSizeBytes = found.call.payloadBytes }
            if query.includesTotalStorageSize, found.call.parentID == nil {
                row.totalStorageSizeBytes = self.readable.filter { $0.isInTrace(of: found.call) }.totalStorageSize
            }
            return row
        }
    }

    func count(of query: CallQuery, in surroundings: Surroundings) throws -> CallCount {
        let found = try self.found(by: query, in: surroundings).dropFirst(query.offset)
        let counted = found.prefix(query.limit ?? .max)
        return CallCount(
            count: counted.count, hasMore: counted.count < found.count,
            totalStorageSizeBytes: query.includesTotalStorageSize ? counted.map(\.call).totalStorageSize : nil)
    }

    /// Everything that matches, in order.
    private func found(by query: CallQuery, in surroundings: Surroundings) throws -> [CallQueryRow] {
        if let limit = query.limit, limit < 0 { throw TraceError(.invalidRequest, "limit must not be negative") }
        if query.offset < 0 { throw TraceError(.invalidRequest, "offset must not be negative") }
        try query.expression?.check()
        let evaluation = QueryEvaluation(
            expanding: try RefExpansion(at: query.expandedPaths, value: surroundings.value))
        var rows: [(row: CallQueryRow, keys: [QuerySortKey?])] = []
        let sort = query.sort ?? []
        for call in self.readable where call.matches(query) {
            let row = CallQueryRow(call, feedback: surroundings.feedback(call), expiresAt: surroundings.expiry(call))
            if let expression = query.expression, evaluation.truth(of: expression, for: row) != true { continue }
            rows.append((row, evaluation.keys(of: row, for: sort)))
        }
        rows.sort { left, right in
            let (first, second) = (left.row.call, right.row.call)
            if sort.isEmpty {
                let isBefore = (first.startedAt, ExactText(first.id)) < (second.startedAt, ExactText(second.id))
                return first.isSame(as: second) ? false : isBefore == (query.order == .oldestFirst)
            }
            if let precedes = sort.precedes(left.keys, right.keys) { return precedes }
            return sort.breaksTiesUpwards
                ? ExactText(first.id) < ExactText(second.id) : ExactText(second.id) < ExactText(first.id)
        }
        return rows.map(\.row)
    }
}

extension Call {
    fileprivate func isSame(as other: Call) -> Bool {
        self.startedAt == other.startedAt && ExactText(self.id) == ExactText(other.id)
    }

    fileprivate func isInTrace(of root: Call) -> Bool {
        ExactText(self.traceID) == ExactText(root.traceID) && ExactText(self.projectID) == ExactText(root.projectID)
    }

    fileprivate func keeping(_ payloads: CallPayloads) -> Call {
        var call = self
        if !payloads.contains(.attributes) { (call.attributes, call.spanDump) = (.emptyObject, nil) }
        if !payloads.contains(.inputs) { call.inputs = .emptyObject }
        if !payloads.contains(.output) { call.output = nil }
        return call
    }

    /// Whether all lists of a query have the call, and the rest of it but its expression holds.
    fileprivate func matches(_ query: CallQuery) -> Bool {
        func isAmong(_ value: String?, _ wanted: [String]?) -> Bool {
            guard let wanted else { return true }
            guard let value else { return false }
            return wanted.contains { ExactText($0) == ExactText(value) }
        }
        func names(_ pattern: String, _ value: String) -> Bool {
            // `name:*` is any version: what starts with `name:`.
            pattern.utf8.suffix(2).elementsEqual(":*".utf8)
                ? value.utf8.starts(with: pattern.utf8.dropLast()) : ExactText(pattern) == ExactText(value)
        }
        func isNamed(_ value: String, _ patterns: [String]?) -> Bool {
            patterns.map { $0.contains { names($0, value) } } ?? true
        }
        func refersTo(_ refs: [String]?, in json: RawJSON?) -> Bool {
            guard let refs else { return true }
            return json?.contains { text in refs.contains { names($0, text) } } ?? false
        }
        return isAmong(self.projectID, query.projectID.map { [$0] }) && isAmong(self.id, query.ids)
            && isNamed(self.opName, query.opNames) && isAmong(self.traceID, query.traceIDs)
            && isAmong(self.parentID, query.parentIDs) && isAmong(self.threadID, query.threadIDs)
            && isAmong(self.turnID, query.turnIDs) && isAmong(self.userID, query.userIDs)
            && isAmong(self.runID, query.runIDs) && (!query.rootsOnly || self.parentID == nil)
            && (!query.turnsOnly || isAmong(self.turnID, [self.id])) && refersTo(query.inputRefs, in: self.inputs)
            && refersTo(query.outputRefs, in: self.output)
    }
}

extension Sequence<Call> {
    fileprivate var totalStorageSize: Int { self.reduce(0) { $0 + $1.payloadBytes } }
}

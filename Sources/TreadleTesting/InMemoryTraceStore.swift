internal import Synchronization
internal import TreadleCore
public import TreadleTrace

/// A trace store that forgets everything when it goes: for tests.
///
/// It means the same as the stores that ship; `TraceConformanceTests` holds it to that.
public final class InMemoryTraceStore: CallStore {
    private struct Key: Hashable {
        var project: ExactText
        var id: ExactText
    }

    /// What was recorded, one batch per `record`, as it came. One reader only; what it has not read is kept.
    ///
    /// Wait on it instead of sleeping: `var batches = store.batches.makeAsyncIterator()`.
    public let batches: AsyncStream<[Call]>

    private let recorded: AsyncStream<[Call]>.Continuation
    private let stored = Mutex<[Key: Call]>([:])

    /// Makes an empty store.
    public init() {
        (self.batches, self.recorded) = AsyncStream.makeStream()
    }

    deinit { self.recorded.finish() }

    public func record(_ calls: [Call]) async throws {
        self.stored.withLock { stored in
            for call in calls { stored[Key(project: ExactText(call.projectID), id: ExactText(call.id))] = call }
        }
        self.recorded.yield(calls)
    }

    public func calls(matching query: CallQuery) async throws -> [Call] {
        if let limit = query.limit, limit < 0 { throw TraceError(.invalidRequest, "limit must not be negative") }
        if query.offset < 0 { throw TraceError(.invalidRequest, "offset must not be negative") }
        let matching = self.stored.withLock { $0.values.filter { $0.matches(query) } }
        let sorted = matching.sorted { left, right in
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

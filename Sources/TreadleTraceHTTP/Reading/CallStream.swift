internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

/// A query's calls as JSON, read from the store page by page as fast as they are taken.
final class CallStream: HTTPBodyStream {
    /// How calls stand in the body.
    enum Framing {
        /// Each on a line of its own.
        case lines
        /// In one object, as its `calls`.
        case list
    }

    /// What a part of the body holds at most, give or take a call.
    private static let partSize = 1 << 20

    private struct State {
        /// What was read and not written yet.
        var rows: ArraySlice<CallRow>
        var enriched: ArraySlice<(row: CallRow, extras: CallExtras)> = []
        var next: CallPage.Position?
        /// A part that was made before anybody asked.
        var ready: ArraySlice<UInt8>?
        var isBegun = false, isOver = false
    }

    private let query: CallQuery
    private let columns: CallColumns
    private let store: any CallStore
    private let enrichment: CallEnrichment?
    private let framing: Framing
    private let bound: PayloadBound?
    private let isCancelled = Atomic(false)
    // Its one reader asks once at a time: the lock is never waited for, and nothing is awaited under it.
    private let state: Mutex<State>

    /// Reads the first page, and makes the first part: what cannot be answered is still an error, not a broken stream.
    init(
        of query: CallQuery, telling columns: CallColumns, in store: any CallStore, enrichment: CallEnrichment?,
        framing: Framing, bound: PayloadBound? = nil
    ) async throws {
        self.query = query
        self.columns = columns
        self.store = store
        self.enrichment = enrichment
        self.framing = framing
        self.bound = bound
        let first = try await store.page(of: query, after: nil)
        self.state = Mutex(State(rows: first.rows[...], next: first.next))
        let part = try await self.part()
        self.state.withLock { $0.ready = part }
    }

    /// The whole body: in one piece where that is known to be all.
    var body: HTTPBody {
        self.state.withLock { state in
            guard state.isOver else { return .stream(self) }
            return .bytes(state.ready ?? [])
        }
    }

    func next() async throws -> ArraySlice<UInt8>? {
        let ready = self.state.withLock { state in
            defer { state.ready = nil }
            return state.ready
        }
        if let ready { return ready }
        do {
            return try await self.part()
        } catch let error as TraceError {
            throw HTTPError(.brokenOff, "the trace store failed in the middle of an answer", cause: error)
        }
    }

    func cancel() { self.isCancelled.store(true, ordering: .relaxed) }

    /// The next part; `nil` after the last one.
    private func part() async throws -> ArraySlice<UInt8>? {
        var state = self.state.withLock { $0 }
        guard !state.isOver, !self.isCancelled.load(ordering: .relaxed) else { return nil }
        var writer = JSONWriter(capacity: 64 << 10)
        if self.framing == .list { writer.beginArray() }
        let start = writer.bytes.count
        while writer.bytes.count < Self.partSize {
            if let enriched = state.enriched.popFirst() {
                self.write(enriched.row, enriched.extras, to: &writer)
            } else if let enrichment, !state.rows.isEmpty {
                let enriched = try await Self.enrich(state.rows.prefix(CallEnrichment.batchSize), with: enrichment)
                state.enriched = enriched[...]
                state.rows = state.rows.dropFirst(enriched.count)
            } else if let row = state.rows.popFirst() {
                self.write(row, CallExtras(), to: &writer)
            } else if let position = state.next {
                // What there is goes out before more is waited for.
                if writer.bytes.count > start { break }
                let page = try await self.store.page(of: self.query, after: position)
                (state.rows, state.next) = (page.rows[...], page.next)
            } else {
                state.isOver = true
                break
            }
        }
        var bytes = writer.bytes
        if self.framing == .list {
            // The bracket that opened the list is only right in the first part.
            let isEmpty = bytes.count == start
            if state.isBegun { bytes[0] = isEmpty ? 0x20 : UInt8(ascii: ",") }
            if !state.isBegun { bytes = [UInt8](utf8: #"{"calls":"#) + bytes }
            if state.isOver { bytes += "]}".utf8 }
        }
        state.isBegun = true
        self.state.withLock { $0 = state }
        return bytes.isEmpty ? nil : bytes[...]
    }

    /// Looks up what stands beside calls: beside the first ones only, where it is too much beside all of them.
    private static func enrich(
        _ rows: ArraySlice<CallRow>, with enrichment: CallEnrichment
    ) async throws -> [(row: CallRow, extras: CallExtras)] {
        try Task.checkCancellation()
        do {
            return try await enrichment.enrich(rows)
        } catch let error as TraceError where error.code == .tooLarge && rows.count > 1 {
            return try await Self.enrich(rows.prefix(rows.count / 2), with: enrichment)
        }
    }

    private func write(_ row: CallRow, _ extras: CallExtras, to writer: inout JSONWriter) {
        let start = writer.bytes.count
        (self.bound?.apply(to: row) ?? row).write(to: &writer, columns: self.columns, adding: extras)
        if self.framing == .lines { writer.endLine(from: start) }
    }
}

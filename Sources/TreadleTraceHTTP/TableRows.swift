internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

/// A query's rows as one JSON object, read from the store page by page as fast as they are taken.
final class TableRows: HTTPBodyStream {
    private enum Step {
        case first(TablePage)
        case rest(TablePage.Position)
        case end
    }

    private struct State {
        var step: Step
        var isCancelled = false
    }

    private let query: TableQuery
    private let store: any TableStore
    private let first: TablePage
    private let state: Mutex<State>

    init(of query: TableQuery, in store: any TableStore, startingWith first: TablePage) {
        self.query = query
        self.store = store
        self.first = first
        self.state = Mutex(State(step: .first(first)))
    }

    /// Everything, where the first page is the only one.
    func all() -> ArraySlice<UInt8> { Self.part(self.first, isFirst: true) }

    func next() async throws -> ArraySlice<UInt8>? {
        let page: TablePage
        var isFirst = false
        switch self.state.withLock({ $0.isCancelled ? .end : $0.step }) {
        case .first(let first):
            page = first
            isFirst = true
        case .rest(let position): page = try await self.page(after: position)
        case .end: return nil
        }
        self.state.withLock { $0.step = page.next.map(Step.rest) ?? .end }
        return Self.part(page, isFirst: isFirst)
    }

    func cancel() { self.state.withLock { $0.isCancelled = true } }

    private func page(after position: TablePage.Position) async throws -> TablePage {
        do {
            return try await self.store.page(of: self.query, after: position)
        } catch let error as TraceError {
            throw HTTPError(.brokenOff, "the trace store failed in the middle of an answer", cause: error)
        }
    }

    /// A page, with what opens the object before the first and what closes it behind the last.
    private static func part(_ page: TablePage, isFirst: Bool) -> ArraySlice<UInt8> {
        var writer = JSONWriter(capacity: page.rows.reduce(32) { $0 + $1.value.bytes.count + 128 })
        for row in page.rows {
            writer.beginObject()
            writer.member("digest", row.digest)
            writer.member("val", row.value)
            writer.member("original_index", row.index)
            writer.endObject()
        }
        var part = [UInt8](utf8: isFirst ? #"{"rows":["# : page.rows.isEmpty ? "" : ",")
        part.append(contentsOf: writer.bytes)
        if page.next == nil { part.append(contentsOf: "]}".utf8) }
        return part[...]
    }
}

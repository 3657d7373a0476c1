internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

/// A query's calls as lines of JSON, read from the store page by page as fast as they are taken.
final class CallLines: HTTPBodyStream {
    private enum Step {
        case page(CallPage)
        case rest(CallPage.Position)
        case end
    }

    private struct State {
        var step: Step
        var isCancelled = false
    }

    private let query: CallQuery
    private let store: any CallStore
    private let state: Mutex<State>

    init(of query: CallQuery, in store: any CallStore, startingWith first: CallPage) {
        self.query = query
        self.store = store
        self.state = Mutex(State(step: .page(first)))
    }

    func next() async throws -> ArraySlice<UInt8>? {
        let page: CallPage
        switch self.state.withLock({ $0.isCancelled ? .end : $0.step }) {
        case .page(let first): page = first
        case .rest(let position): page = try await self.page(after: position)
        case .end: return nil
        }
        self.state.withLock { $0.step = page.next.map(Step.rest) ?? .end }
        return page.rows.isEmpty ? nil : Self.lines(page.rows)[...]
    }

    func cancel() { self.state.withLock { $0.isCancelled = true } }

    private func page(after position: CallPage.Position) async throws -> CallPage {
        do {
            return try await self.store.page(of: self.query, after: position)
        } catch let error as TraceError {
            throw HTTPError(.brokenOff, "the trace store failed in the middle of an answer", cause: error)
        }
    }

    static func lines(_ rows: [CallRow]) -> [UInt8] {
        var lines: [UInt8] = []
        for row in rows {
            lines.append(onOneLine: row.answer())
            lines.append(0x0A)
        }
        return lines
    }
}

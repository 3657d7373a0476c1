internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

/// A query's feedback as one object, read from the store page by page as fast as it is taken.
final class FeedbackRows: HTTPBodyStream {
    private enum Step {
        case page(FeedbackPage)
        case rest(FeedbackPage.Position)
        case end
    }

    private struct State {
        var step: Step
        var isFirst = true
        var hasRows = false
        var isCancelled = false
    }

    private let query: FeedbackQuery
    private let selection: FeedbackRequest.Selection
    private let store: any FeedbackStore
    private let total: Int
    private let state: Mutex<State>

    init(_ request: FeedbackRequest, in store: any FeedbackStore, startingWith first: FeedbackPage, total: Int) {
        self.query = request.query
        self.selection = request.selection
        self.store = store
        self.total = total
        self.state = Mutex(State(step: .page(first)))
    }

    func next() async throws -> ArraySlice<UInt8>? {
        let page: FeedbackPage
        switch self.state.withLock({ $0.isCancelled ? .end : $0.step }) {
        case .page(let first): page = first
        case .rest(let position): page = try await self.page(after: position)
        case .end: return nil
        }
        var (isFirst, hasRows) = self.state.withLock { state in
            state.step = page.next.map(Step.rest) ?? .end
            defer {
                state.isFirst = false
                state.hasRows = state.hasRows || !page.feedback.isEmpty
            }
            return (state.isFirst, state.hasRows)
        }
        var bytes: [UInt8] = []
        if isFirst { bytes += "{\"total_count\":\(self.total),\"result\":[".utf8 }
        for row in page.feedback {
            if hasRows { bytes.append(UInt8(ascii: ",")) }
            bytes += self.selection.row(row).bytes
            (isFirst, hasRows) = (false, true)
        }
        if page.next == nil { bytes += "]}".utf8 }
        return bytes[...]
    }

    func cancel() { self.state.withLock { $0.isCancelled = true } }

    private func page(after position: FeedbackPage.Position) async throws -> FeedbackPage {
        do {
            return try await self.store.page(of: self.query, after: position)
        } catch let error as TraceError {
            throw HTTPError(.brokenOff, "the trace store failed in the middle of an answer", cause: error)
        }
    }
}

internal import Synchronization
internal import TreadleHTTP

/// What is to be sent: tasks put messages in and wait, one thread takes them out and says when they are gone.
final class Outbox: Sendable {
    /// A message, and who waits for it to be on its way.
    struct Letter: Sendable {
        var text: ArraySlice<UInt8>
        var sent: CheckedContinuation<Void, any Error>
    }

    /// What to do next.
    enum Order: Sendable {
        case send(Letter)
        case close(WebSocketCloseCode)
        case abandon
    }

    private struct State {
        var letters: [Letter] = []
        var close: WebSocketCloseCode?
        var isAbandoned = false
        var isEnded = false
        var endWaiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Whether the connection is to be dropped.
    var isAbandoned: Bool { self.state.withLock { $0.isAbandoned } }

    /// Adds a message; refuses it after a close.
    func add(_ letter: Letter) {
        let isOpen = self.state.withLock { state in
            let isOpen = !state.isEnded && !state.isAbandoned && state.close == nil
            if isOpen { state.letters.append(letter) }
            return isOpen
        }
        if !isOpen { letter.sent.resume(throwing: HTTPError(.closed, "the WebSocket is closed")) }
    }

    /// Asks for a close once everything added before has been sent.
    func close(_ code: WebSocketCloseCode) {
        self.state.withLock { $0.close = $0.close ?? code }
    }

    /// Asks for the connection to be dropped at once.
    func abandon() {
        self.state.withLock { $0.isAbandoned = true }
    }

    /// Takes what is to be done next. A close is given once.
    func next() -> Order? {
        self.state.withLock { state in
            if state.isAbandoned { return .abandon }
            if !state.letters.isEmpty { return .send(state.letters.removeFirst()) }
            defer { if state.close != nil { state.close = .abnormal } }
            return state.close.flatMap { $0 == .abnormal ? nil : .close($0) }
        }
    }

    /// Refuses everything from now on, and what is still there.
    func end() {
        let (letters, waiters) = self.state.withLock { state in
            state.isEnded = true
            defer { (state.letters, state.endWaiters) = ([], []) }
            return (state.letters, state.endWaiters)
        }
        for letter in letters { letter.sent.resume(throwing: HTTPError(.closed, "the WebSocket is closed")) }
        for waiter in waiters { waiter.resume() }
    }

    /// Waits until the connection is over.
    func waitForEnd() async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isEnded = self.state.withLock { state in
                if !state.isEnded { state.endWaiters.append(continuation) }
                return state.isEnded
            }
            if isEnded { continuation.resume() }
        }
    }
}

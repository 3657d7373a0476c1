internal import Synchronization
internal import TreadleHTTP

/// What has come and was not yet asked for: one thread puts messages in, one task takes them out.
final class Inbox: Sendable {
    /// More than this is not read ahead: the server has to wait.
    static let readAheadBytes = 1 << 20

    private enum Ending {
        case closed
        case failed(any Error)
    }

    private struct State {
        var messages: [WebSocketMessage] = []
        var bytes = 0
        var ending: Ending?
        var waiter: CheckedContinuation<WebSocketMessage?, any Error>?
    }

    private let state = Mutex(State())

    /// Whether enough has been read ahead.
    var isFull: Bool { self.state.withLock { $0.bytes >= Self.readAheadBytes } }

    /// Puts in a message.
    func put(_ message: WebSocketMessage) {
        let waiter = self.state.withLock { state -> CheckedContinuation<WebSocketMessage?, any Error>? in
            guard state.ending == nil else { return nil }
            if let waiter = state.waiter.take() { return waiter }
            state.messages.append(message)
            state.bytes += message.bytes.count
            return nil
        }
        waiter?.resume(returning: message)
    }

    /// Says that nothing more comes. The first ending counts.
    func end(_ error: (any Error)? = nil) {
        let waiter = self.state.withLock { state -> CheckedContinuation<WebSocketMessage?, any Error>? in
            guard state.ending == nil else { return nil }
            state.ending = error.map { .failed($0) } ?? .closed
            return state.waiter.take()
        }
        if let error { waiter?.resume(throwing: error) } else { waiter?.resume(returning: nil) }
    }

    /// The next message, or `nil` when the connection was closed and all messages have been taken.
    func next() async throws -> WebSocketMessage? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                self.take(continuation, isCancelled: Task.isCancelled)
            }
        } onCancel: {
            // Cancelled before `take`: it finds out by itself. Cancelled after: the waiter is here.
            self.state.withLock { $0.waiter.take() }?.resume(throwing: CancellationError())
        }
    }

    private func take(_ continuation: CheckedContinuation<WebSocketMessage?, any Error>, isCancelled: Bool) {
        let answer = self.state.withLock { state -> Result<WebSocketMessage?, any Error>? in
            if isCancelled { return .failure(CancellationError()) }
            if !state.messages.isEmpty {
                let message = state.messages.removeFirst()
                state.bytes -= message.bytes.count
                return .success(message)
            }
            switch state.ending {
            case .closed: return .success(nil)
            case .failed(let error): return .failure(error)
            case nil:
                precondition(state.waiter == nil, "only one task at a time may wait for a message")
                state.waiter = continuation
                return nil
            }
        }
        if let answer { continuation.resume(with: answer) }
    }
}

extension WebSocketMessage {
    /// The message's bytes, whatever its kind.
    var bytes: ArraySlice<UInt8> {
        switch self {
        case .text(let bytes), .binary(let bytes): bytes
        }
    }
}

internal import Synchronization
public import TreadleHTTP

/// A body whose parts a test gives, up front or one by one, and that remembers whether it was given up.
public final class ScriptedBodyStream: HTTPBodyStream {
    /// What comes next.
    public enum Step: Sendable {
        /// A part of the body.
        case part(String)
        /// Bytes that need not be text.
        case bytes([UInt8])
        /// The body breaks.
        case failure(HTTPError)
        /// Nothing comes until the body is given up.
        case stall
    }

    private struct State {
        var steps: [Step]
        var isCancelled = false
        var waiter: CheckedContinuation<Void, Never>?
        var stallObservers: [CheckedContinuation<Void, Never>] = []
        var isStalled = false
    }

    private let state: Mutex<State>

    /// Makes a body of these steps; it ends after the last one.
    public init(_ steps: [Step]) {
        self.state = Mutex(State(steps: steps))
    }

    /// Whether whoever read it gave it up.
    public var isCancelled: Bool { self.state.withLock { $0.isCancelled } }

    public func next() async throws -> ArraySlice<UInt8>? {
        let step = self.state.withLock { state -> Step? in
            guard !state.isCancelled, let step = state.steps.first else { return nil }
            if case .stall = step { return step }
            state.steps.removeFirst()
            return step
        }
        switch step {
        case .part(let text): return Array(text.utf8)[...]
        case .bytes(let bytes): return bytes[...]
        case .failure(let error): throw error
        case .stall:
            await self.waitForCancellation()
            throw CancellationError()
        case nil:
            if self.isCancelled { throw CancellationError() }
            return nil
        }
    }

    public func cancel() {
        let waiter = self.state.withLock { state in
            state.isCancelled = true
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Returns once the reader has come to a ``Step/stall``.
    public func waitUntilStalled() async {
        await withCheckedContinuation { continuation in
            let isThere = self.state.withLock { state in
                if !state.isStalled { state.stallObservers.append(continuation) }
                return state.isStalled
            }
            if isThere { continuation.resume() }
        }
    }

    private func waitForCancellation() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (isOver, observers) = self.state.withLock { state in
                    state.isStalled = true
                    if !state.isCancelled { state.waiter = continuation }
                    defer { state.stallObservers = [] }
                    return (state.isCancelled, state.stallObservers)
                }
                for observer in observers { observer.resume() }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            self.cancel()
        }
    }
}

internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Delivers what sessions hold before the process ends, as far as it can know of that: at `exit` and at signals.
///
/// A process ends once, so there is one of these.
final class ProcessEnd: Sendable {
    static let shared = ProcessEnd()

    /// A session, as seen from the end.
    struct Delivery: Sendable {
        let atExit: Bool
        let onSignals: Bool
        /// How long the end may be held up for it.
        let timeout: Duration
        let parts: SessionParts
        let end: EndSignal
    }

    private struct State {
        var deliveries: [Int: Delivery] = [:]
        var next = 0
        var hasExitHandler = false
        var isEnding = false
    }

    private let state = Mutex(State())

    /// Takes a session into account until it is removed.
    func add(_ delivery: Delivery) -> Int {
        let (id, isFirstAtExit) = self.state.withLock { state in
            state.next += 1
            state.deliveries[state.next] = delivery
            let isFirst = delivery.atExit && !state.hasExitHandler
            if isFirst { state.hasExitHandler = true }
            return (state.next, isFirst)
        }
        if isFirstAtExit {
            owner.store(getpid(), ordering: .relaxed)
            atexit {
                // A child that was forked off has the handler, but none of the threads that deliver.
                if getpid() == owner.load(ordering: .relaxed) { ProcessEnd.shared.deliver { $0.atExit } }
            }
        }
        if delivery.onSignals { EndingSignals.shared.watch() }
        return id
    }

    /// Takes a session that has delivered out of account. Returns whether its network is to be closed.
    ///
    /// Not at the end of the process, where it is kept open with all that the delivery holds: to close a connection would
    /// get in the way of what libraries clean up at exit, OpenSSL above all.
    func remove(_ id: Int) -> Bool {
        self.state.withLock { state in
            if !state.isEnding { state.deliveries[id] = nil }
            return !state.isEnding
        }
    }

    /// Asks sessions to deliver, as the process ends, and blocks the thread until they have, or have had their time.
    func deliver(where isMeant: (Delivery) -> Bool) {
        let deliveries = self.state.withLock { state in
            state.isEnding = true
            return state.deliveries.values.filter(isMeant)
        }
        let now = DispatchTime.now()
        for delivery in deliveries { delivery.parts.drain() }
        for delivery in deliveries {
            let (seconds, attoseconds) = delivery.timeout.components
            delivery.end.wait(
                until: now + .seconds(Int(clamping: seconds)) + .nanoseconds(Int(attoseconds / 1_000_000_000)))
        }
    }
}

/// The process that delivers at its exit. The handler is a C function, so it can capture nothing.
private let owner = Atomic<pid_t>(0)

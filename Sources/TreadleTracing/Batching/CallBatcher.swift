internal import Synchronization
public import TreadleCore
public import TreadleTrace

/// Brings calls to a store in batches, and loses none while there is room.
///
/// ``record(_:)-(Call)`` writes the call to the spool, where there is one, and returns. ``run()`` sends what has come
/// together: a full batch at once, anything else after a short while, one batch at a time. A batch that the store
/// could not take is sent again, with longer and longer waits; a call that it refuses as invalid is dropped alone. What
/// does not fit into memory waits in the spool. What an earlier process left in the spool is sent as well.
public final class CallBatcher: CallRecorder, EncodedCallRecorder, Service {
    let store: any CallStore
    /// The store as one that takes calls as the spool has them, where it is one and there is a spool.
    let encodedStore: (any EncodedCallStore)?
    let spool: (any CallSpool)?
    /// The spool as one that takes calls as the store does, where both do.
    private let encodedSpool: (any EncodedCallSpool)?
    let options: Options
    let clock: any Clock<Duration>
    let logger: Logger
    let jitter: @Sendable () -> Double
    private let state: Mutex<StateMachine>
    private let flushes = FlushWaiters()
    let wakeUp = WakeSignal()
    /// Raised when the spool is to prepare itself.
    private let preparation = WakeSignal()
    private let draining = WakeSignal()

    /// Makes a batcher; nothing is sent before it runs.
    ///
    /// - Parameters:
    ///   - store: Where the calls go.
    ///   - spool: Keeps calls on disk until they are stored; without one, a kill of the process loses what is pending.
    ///   - options: How it batches, waits and gives up.
    ///   - clock: Measures the waits.
    ///   - logger: Is told of drops and of a store that fails.
    ///   - jitter: A random number from 0 to 1.
    public init(
        store: any CallStore, spool: (any CallSpool)? = nil, options: Options = Options(),
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger = .silent,
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        self.store = store
        self.encodedStore = spool == nil ? nil : store as? any EncodedCallStore
        self.spool = spool
        self.encodedSpool = self.encodedStore == nil ? nil : spool as? any EncodedCallSpool
        self.options = options
        self.clock = clock
        self.logger = logger
        self.jitter = jitter
        let machine = StateMachine(options: options, leftovers: spool?.leftovers() ?? [])
        self.state = Mutex(machine)
    }

    /// What became of the calls so far.
    public var counts: Counts {
        var counts = self.state.withLock { $0.counts }
        counts.spooledBytes = self.spool?.pendingBytes ?? 0
        return counts
    }

    public func record(_ call: Call) {
        let extent = self.spool?.append(call)
        let added: StateMachine.Added
        if let extent, self.encodedStore != nil {
            added = self.decide { $0.add(spooled: 1, extent) }
        } else {
            let bytes = call.approximateSize
            added = self.decide { $0.add(CollectionOfOne(call), bytes: bytes, extent: extent) }
        }
        if added != .nothing { self.perform(added) }
        if let spool = self.spool, spool.needsPreparation { self.preparation.raise() }
    }

    var takesEncodedCalls: Bool { self.encodedSpool != nil }

    func record(encoded call: UnsafeRawBufferPointer) -> Bool {
        guard let spool = self.encodedSpool, let extent = spool.append(encoded: call) else { return false }
        let added = self.decide { $0.add(spooled: 1, extent) }
        if added != .nothing { self.perform(added) }
        if spool.needsPreparation { self.preparation.raise() }
        return true
    }

    public func record(_ calls: [Call]) {
        var group: [Call] = []
        var bytes = 0
        for call in calls {
            let size = call.approximateSize
            let isFull =
                group.count >= self.options.maximumBatchCalls || bytes + size > self.options.maximumBatchBytes
            if isFull, !group.isEmpty {
                self.record(group, bytes: bytes)
                group = []
                bytes = 0
            }
            group.append(call)
            bytes += size
        }
        if !group.isEmpty { self.record(group, bytes: bytes) }
        if let spool = self.spool, spool.needsPreparation { self.preparation.raise() }
    }

    /// Takes calls that are no more than a batch.
    private func record(_ group: [Call], bytes: Int) {
        let extent = self.spool?.append(group)
        if let extent, self.encodedStore != nil {
            self.perform(self.decide { $0.add(spooled: group.count, extent) })
        } else {
            self.perform(self.decide { $0.add(group, bytes: bytes, extent: extent) })
        }
    }

    private func perform(_ added: StateMachine.Added) {
        switch added {
        case .nothing: break
        case .wakes: self.wakeUp.raise()
        case .beginsDropping:
            self.logger.warning(
                "calls are dropped: neither memory nor the spool has room, or the batcher has stopped",
                metadata: ["dropped": "\(self.counts.dropped)"])
        }
    }

    /// Returns when everything recorded before is in the store.
    ///
    /// - Throws: ``WeaveError`` with ``WeaveError/Code/stopped`` when the batcher stopped before that,
    ///   `CancellationError` when the task is cancelled.
    public func flush() async throws {
        try await self.flushes.wait(
            begin: { id in
                switch self.decide({ $0.flush(id: id) }) {
                case .done: return .done
                case .stopped: return .stopped
                case .waits(let wakes):
                    if wakes { self.wakeUp.raise() }
                    return .waits
                }
            }, cancel: { id in self.decide { _ = $0.cancelFlush(id: id) } }, stopped: Self.stopped)
    }

    /// Returns when everything recorded before is in the store, or throws when that takes too long.
    ///
    /// What is left then stays where it is, and is still sent.
    ///
    /// - Throws: ``WeaveError`` with ``WeaveError/Code/timedOut``, and what ``flush()`` throws.
    public func flush(timeout: Duration) async throws {
        let isDone = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await self.flush()
                return true
            }
            group.addTask {
                try await self.clock.sleep(for: timeout)
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? true
        }
        guard isDone else {
            let counts = self.counts
            let cause = counts.lastFailure.map { "; the last attempt failed with: \($0)" } ?? ""
            throw WeaveError(
                .timedOut,
                "\(counts.pending + counts.spooled) calls are not in the store after \(timeout)\(cause)")
        }
    }

    public func drain() {
        if self.state.withLock({ $0.drain() }) { self.wakeUp.raise() }
        self.draining.raise()
    }

    /// Sends until drained or cancelled; see ``Service/run()``. A batcher runs once.
    ///
    /// After ``drain()`` it returns when everything is stored, or when ``Options/drainLimit`` has passed; then what is
    /// left stays in the spool for the next start. A store that does not heed cancellation is waited for.
    public func run() async throws {
        precondition(self.state.withLock { $0.start() }, "a batcher runs once")
        defer { self.stop() }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await self.sendAll()
                return true
            }
            group.addTask {
                await self.draining.wait()
                try await self.clock.sleep(for: self.options.drainLimit)
                return false
            }
            group.addTask {
                while !Task.isCancelled {
                    await self.preparation.wait()
                    self.spool?.prepare()
                }
                throw CancellationError()
            }
            let isDone = try await group.next()
            group.cancelAll()
            if isDone == false {
                self.logger.warning(
                    "the store did not take all calls in time",
                    metadata: ["pending": "\(self.counts.pending)", "spooled_bytes": "\(self.counts.spooledBytes)"])
            }
            // The other task ends with the cancellation it was just sent.
            while (try? await group.next()) != nil {}
        }
    }

    private func stop() {
        self.resume(self.state.withLock { $0.stop() }, failing: Self.stopped)
    }

    private static let stopped = WeaveError(.stopped, "the batcher stopped before all calls were stored")

    /// Asks the machine something under the lock.
    func decide<Decision>(_ body: (inout StateMachine) -> Decision) -> Decision {
        self.state.withLock { body(&$0) }
    }

    /// Ends flushes, outside the lock.
    func resume(_ flushes: [Int], failing error: (any Error)? = nil) {
        self.flushes.resume(flushes, failing: error)
    }
}

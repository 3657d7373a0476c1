internal import Synchronization
internal import TreadleHTTP

/// A request body on its way from the loop to its one reader.
final class Upload: HTTPBodyStream {
    private let machine: Mutex<Machine>
    /// Tells the loop that there is room again.
    private let resume: @Sendable () -> Void

    /// Makes a body that begins with `first`; beyond `mark` bytes the connection is paused.
    init(first: [UInt8], mark: Int, resume: @escaping @Sendable () -> Void) {
        self.machine = Mutex(Machine(buffer: first, mark: mark))
        self.resume = resume
    }

    func next() async throws -> ArraySlice<UInt8>? {
        if let action = self.machine.withLock({ $0.takeNow() }) { return try self.perform(action) }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { reader in
                let action = self.machine.withLock { $0.take(reader) }
                guard let action else { return }
                reader.resume(with: Result { try self.perform(action) })
            }
        } onCancel: {
            self.cancel()
        }
    }

    func cancel() {
        let (mustResume, delivery) = self.machine.withLock { $0.giveUp() }
        delivery?.perform()
        if mustResume { self.resume() }
    }

    /// The loop has bytes.
    ///
    /// - Returns: `false` when there is no room: the connection must be paused, and the bytes kept.
    func offer(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let (isTaken, delivery) = self.machine.withLock { $0.offer(bytes) }
        delivery?.perform()
        return isTaken
    }

    /// The loop has seen the end.
    func finish() { self.machine.withLock { $0.end(.complete) }?.perform() }

    /// The rest will not come.
    func fail(_ error: HTTPError) { self.machine.withLock { $0.end(.failed(error)) }?.perform() }

    /// Takes whatever comes from now on, however much: the answer cannot go out before the body is in.
    func liftMark() {
        if self.machine.withLock({ $0.liftMark() }) { self.resume() }
    }

    private func perform(_ action: Machine.Take) throws -> ArraySlice<UInt8>? {
        if action.mustResume { self.resume() }
        return try action.result.get()
    }
}

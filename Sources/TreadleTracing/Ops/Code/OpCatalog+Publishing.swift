internal import Synchronization
internal import TreadleCore
internal import TreadleTrace

extension OpCatalog {
    public func drain() {
        self.state.withLock { $0.queue.drain() }
        self.wakeUp.raise()
        self.draining.raise()
        self.hurry.raise()
    }

    /// Publishes until drained or cancelled; see ``Service/run()``.
    ///
    /// After ``drain()`` what failed is tried again at once; it returns when everything is published, or when ``Options/drainLimit`` has passed. A store that
    /// does not heed cancellation is waited for.
    public func run() async throws {
        defer { self.stop() }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await self.publishAll()
                return true
            }
            group.addTask {
                await self.draining.wait()
                try await self.clock.sleep(for: self.options.drainLimit)
                return false
            }
            let isDone = try await group.next()
            group.cancelAll()
            if isDone == false { self.logger.warning("the server did not take the code of all ops in time") }
            // The other task ends with the cancellation it was just sent.
            while (try? await group.next()) != nil {}
        }
    }

    /// Returns when the code of all ops that were called before is published, or was refused.
    ///
    /// - Throws: ``WeaveError`` with ``WeaveError/Code/stopped`` when the catalogue stopped before that,
    ///   `CancellationError` when the task is cancelled.
    public func flush() async throws {
        let id = self.state.withLock { state in
            state.nextFlush += 1
            return state.nextFlush
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                // Looked at under the lock: a cancellation from here on finds the waiter.
                let flush = self.state.withLock { state -> Queue.Flush? in
                    guard !Task.isCancelled else { return nil }
                    let flush = state.queue.flush(id: id)
                    if case .waits = flush { state.waiters[id] = continuation }
                    return flush
                }
                switch flush {
                case .done: continuation.resume()
                case .waits: break
                case .stopped: continuation.resume(throwing: Self.stopped)
                case nil: continuation.resume(throwing: CancellationError())
                }
            }
        } onCancel: {
            let waiter = self.state.withLock { state in
                state.queue.cancelFlush(id: id)
                return state.waiters.removeValue(forKey: id)
            }
            waiter?.resume(throwing: CancellationError())
        }
    }

    private func publishAll() async throws {
        while true {
            try Task.checkCancellation()
            switch self.state.withLock({ $0.queue.next() }) {
            case .publish(let version): try await self.publish(version)
            case .wait: await self.wakeUp.wait()
            case .finish: return
            }
        }
    }

    private func publish(_ version: OpVersion) async throws {
        do {
            let file = try await self.store.createFile(
                version.code[...], name: OpVersion.fileName, in: self.projectID, expecting: version.fileDigest)
            let digest = try await self.store.createObject(
                NewObject(projectID: self.projectID, objectID: version.name, value: version.value))
            if file != version.fileDigest || digest != version.digest {
                self.logger.warning(
                    "the server names an op's code otherwise", metadata: ["op": version.name, "digest": digest])
            }
            self.resume(self.state.withLock { $0.queue.finished() })
        } catch {
            try Task.checkCancellation()
            if let error = error as? TraceError, error.isAboutTheVersion {
                self.logger.warning(
                    "the server refused an op's code", metadata: ["op": version.name, "error": error.message])
                self.resume(self.state.withLock { $0.queue.finished() })
            } else {
                try await self.waitAfter(error)
            }
        }
    }

    private func waitAfter(_ error: any Error) async throws {
        let failure = error as? any CategorizedError
        let jitter = self.jitter()
        let (isFirst, delay) = self.state.withLock { state in
            let isFirst = !state.queue.isFailing
            let delay = state.queue.failed(options: self.options, retryAfter: failure?.retryAfter, jitter: jitter)
            return (isFirst, delay)
        }
        // A server that is away is told once: the next attempts are no news.
        self.logger.log(
            level: isFirst ? .warning : .debug, "an op's code is not published yet, which is tried again",
            metadata: ["delay": "\(delay)", "error": failure?.message ?? String(describing: type(of: error))])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.clock.sleep(for: delay) }
            group.addTask { await self.hurry.wait() }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func stop() { self.resume(self.state.withLock { $0.queue.stop() }, failing: Self.stopped) }

    private static var stopped: WeaveError {
        WeaveError(.stopped, "the catalogue of ops stopped before the code of all ops was published")
    }

    /// Ends flushes, outside the lock.
    private func resume(_ flushes: [Int], failing error: (any Error)? = nil) {
        guard !flushes.isEmpty else { return }
        let waiters = self.state.withLock { state in flushes.compactMap { state.waiters.removeValue(forKey: $0) } }
        for waiter in waiters {
            if let error { waiter.resume(throwing: error) } else { waiter.resume() }
        }
    }
}

extension TraceError {
    /// Whether the version itself is the trouble, so that sending it again as it is is in vain.
    fileprivate var isAboutTheVersion: Bool {
        [.invalidRequest, .unprocessable, .conflict, .tooLarge].contains(self.code)
    }
}

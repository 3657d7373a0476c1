internal import TreadleCore
internal import TreadleTrace

extension CallBatcher {
    /// Does what the machine says until it is over.
    func sendAll() async throws {
        while true {
            try Task.checkCancellation()
            switch self.decide({ $0.next() }) {
            case .store(let batch): try await self.send(batch)
            case .readBack(let extent): try await self.sendBack(extent)
            case .wait(let duration): try await self.wait(for: duration)
            case .finish: return
            }
        }
    }

    private func wait(for duration: Duration?) async throws {
        guard let duration else { return await self.wakeUp.wait() }
        let hasFired = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await self.clock.sleep(for: duration)
                return true
            }
            group.addTask {
                await self.wakeUp.wait()
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
        if hasFired { self.decide { $0.timerFired() } }
    }

    private func sendBack(_ extent: SpoolExtent) async throws {
        guard let spool = self.spool else { return self.resume(self.decide { $0.loadFailed() }) }
        do {
            let page = try spool.read(
                extent, maximumCalls: self.options.maximumBatchCalls, maximumBytes: self.options.maximumBatchBytes)
            try await self.send(self.decide { $0.loaded(page) })
        } catch let error as WeaveError {
            self.logger.error("calls in the spool cannot be read", metadata: ["error": error.message])
            self.resume(self.decide { $0.loadFailed() })
        }
    }

    private func send(_ batch: Batch) async throws {
        do {
            guard try await self.record(batch) else {
                let decoded = try self.decoded(batch)
                return self.decide { $0.sendsAgain(decoded) }
            }
            // Let go of first: who waits for a flush may look at the spool.
            self.spool?.release(batch.extents)
            self.resume(self.decide { $0.stored(batch) })
        } catch {
            try Task.checkCancellation()
            if let error = error as? TraceError, error.isAboutTheCalls {
                do {
                    self.reject(batch.spooled == 0 ? batch : try self.decoded(batch), because: error)
                } catch {
                    self.retry(batch, because: error)
                }
            } else {
                self.retry(batch, because: error)
            }
        }
    }

    /// Returns whether it is recorded; calls that are damaged in the spool have to be looked at first.
    private func record(_ batch: Batch) async throws -> Bool {
        guard batch.spooled > 0 else {
            if !batch.calls.isEmpty { try await self.store.record(batch.calls) }
            return true
        }
        guard let store = self.encodedStore, let groups = try self.spool?.encoded(batch.extents) else { return false }
        for group in groups { try await store.record(group) }
        return true
    }

    /// A batch in the spool as calls, so that each can be looked at.
    private func decoded(_ batch: Batch) throws -> Batch {
        var calls: [Call] = []
        for extent in batch.extents {
            var rest: SpoolExtent? = extent
            while let left = rest {
                let page = try self.spool?.read(left, maximumCalls: .max, maximumBytes: left.length)
                calls += page?.calls ?? []
                rest = page?.rest
            }
        }
        return self.decide { $0.loaded(calls, of: batch) }
    }

    private func reject(_ batch: Batch, because error: TraceError) {
        let (isDropped, ended) = self.decide { $0.rejected(batch) }
        if isDropped {
            self.spool?.release(batch.extents)
            self.logger.warning(
                "the store refused a call, which is dropped",
                metadata: ["call_id": batch.calls.first?.id ?? "", "error": error.message])
        }
        self.resume(ended)
    }

    private func retry(_ batch: Batch, because error: any Error) {
        let failure = error as? any CategorizedError
        let jitter = self.jitter()
        let message = failure?.message ?? String(describing: type(of: error))
        let (isFirst, delay) = self.decide { machine -> (Bool, Duration?) in
            let isFirst = !machine.counts.isFailing
            machine.failed(batch, retryAfter: failure?.retryAfter, jitter: jitter, because: message)
            guard case .backingOff(let delay) = machine.phase else { return (isFirst, nil) }
            return (isFirst, delay)
        }
        // A store that is away is told once: the next attempts are no news.
        self.logger.log(
            level: isFirst ? .warning : .debug, "the store did not take a batch, which is sent again",
            metadata: [
                "calls": "\(batch.count)", "delay": "\(delay ?? .zero)", "error": message,
            ])
    }
}

extension TraceError {
    /// Whether the calls themselves are the trouble, so that sending them again as they are is in vain.
    fileprivate var isAboutTheCalls: Bool {
        [.invalidRequest, .unprocessable, .tooLarge].contains(self.code)
    }
}

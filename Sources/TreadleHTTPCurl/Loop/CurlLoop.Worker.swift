internal import CTreadleCurl
internal import TreadleHTTP

extension CurlLoop {
    /// What belongs to the loop's thread alone: libcurl's handles and the transfers under way.
    final class Worker {
        let loop: CurlLoop
        let multi: MultiHandle
        let outbox = EasyHandle.Outbox()
        /// Transfers under way.
        var running: [ObjectIdentifier: EasyHandle] = [:]
        /// Handles that wait for the next transfer; they keep libcurl's buffers.
        private var spare: [EasyHandle] = []
        private var ending = Ending.no
        /// No transfer can have been silent for too long before this.
        var nextDeadline: ContinuousClock.Instant?

        private enum Ending {
            case no, whenIdle, now
        }

        private static let maximumSpare = 64
        /// How long to wait when nothing is due.
        static let longWait: Int32 = 600_000

        init(_ loop: CurlLoop, _ multi: MultiHandle) {
            self.loop = loop
            self.multi = multi
        }

        /// Runs the loop until it is told to end.
        func run() {
            do {
                while !self.isOver {
                    try self.pass()
                    guard !self.isOver, self.loop.fallAsleep() else { continue }
                    try self.multi.poll(upTo: self.waitLimit())
                }
            } catch {
                // libcurl itself is broken: out of memory or descriptors for its own needs. No transfer can go on.
            }
            for easy in self.running.values {
                self.multi.remove(easy)
                self.end(easy, .failure(.transportClosed()))
            }
            self.handOver()
            self.spare.removeAll()
            self.loop.close()
        }

        private var isOver: Bool {
            switch self.ending {
            case .no: false
            case .whenIdle: self.running.isEmpty
            case .now: true
            }
        }

        private func pass() throws(CurlError) {
            for command in self.loop.takeCommands() { self.carryOut(command) }
            try self.multi.perform()
            while let (easy, code) = self.multi.nextDone() { self.finish(easy, code) }
            self.endSilent()
            // Last, so that a small response comes with its body and one lock and one wake-up serve a whole pass.
            self.handOver()
        }

        private func carryOut(_ command: Command) {
            switch command {
            case .add(let transfer): self.add(transfer)
            case .cancel(let transfer):
                guard let easy = self.running.removeValue(forKey: ObjectIdentifier(transfer)) else { return }
                self.multi.remove(easy)
                self.recycle(easy)
            case .resumeReceiving(let transfer):
                guard let easy = self.running[ObjectIdentifier(transfer)] else { return }
                self.attempt(easy) { easy throws(CurlError) in try easy.resumeReceiving() }
            case .resumeSending(let transfer):
                guard let easy = self.running[ObjectIdentifier(transfer)] else { return }
                self.attempt(easy) { easy throws(CurlError) in try easy.resumeSending() }
            case .drain: if case .no = self.ending { self.ending = .whenIdle }
            case .stop: self.ending = .now
            }
        }

        private func add(_ transfer: Transfer) {
            // It may have been given up between being submitted and now.
            guard transfer.isWanted else { return }
            do throws(CurlError) {
                let easy = try self.takeSpare()
                let now = ContinuousClock.now
                try easy.prepare(transfer, now: now)
                try self.multi.add(easy)
                self.running[ObjectIdentifier(transfer)] = easy
                self.expect(easy, now: now)
            } catch {
                let failure = HTTPError(
                    .closed, "libcurl does not take the request; try it with fewer at a time", cause: error)
                _ = transfer.deliver(Delivery(end: .failure(failure)))
            }
        }

        private func takeSpare() throws(CurlError) -> EasyHandle {
            if let easy = self.spare.popLast() { return easy }
            return try EasyHandle(self.loop.configuration, self.outbox)
        }

        private func attempt(_ easy: EasyHandle, _ action: (EasyHandle) throws(CurlError) -> Void) {
            do {
                try action(easy)
            } catch {
                self.finish(easy, CURLcode(error.code))
            }
        }

        /// A transfer came to its end.
        private func finish(_ easy: EasyHandle, _ code: CURLcode) {
            self.multi.remove(easy)
            // A connection that ends in a head is a success to libcurl.
            let isComplete = code == CURLE_OK && easy.progress?.hasHead == true
            self.end(easy, isComplete ? .success : .failure(self.failure(of: easy, code)))
        }

        private func failure(of easy: EasyHandle, _ code: CURLcode) -> HTTPError {
            guard let progress = easy.progress else { return .transportClosed() }
            if let failure = progress.failure { return failure }
            return .curl(
                CurlError(code, detail: easy.errorDetail), origin: progress.transfer.request.origin,
                hasHead: progress.hasHead, configuration: self.loop.configuration)
        }

        private func end(_ easy: EasyHandle, _ end: Delivery.End) {
            guard let progress = easy.progress else { return }
            progress.delivery.end = end
            easy.noteDelivery()
        }

        /// Gives readers what the pass brought.
        private func handOver() {
            // A connection that is read from again may bring something at once.
            while !self.outbox.isEmpty {
                for easy in self.outbox.take() { self.handOver(easy) }
            }
        }

        private func handOver(_ easy: EasyHandle) {
            // A transfer given up within the pass has no progress any more.
            guard let progress = easy.progress else { return }
            let delivery = progress.takeDelivery()
            let resumesReceiving = progress.transfer.deliver(delivery)
            if delivery.end != nil {
                self.running[ObjectIdentifier(progress.transfer)] = nil
                self.recycle(easy)
            } else if resumesReceiving {
                self.attempt(easy) { easy throws(CurlError) in try easy.resumeReceiving() }
            }
        }

        private func recycle(_ easy: EasyHandle) {
            guard self.spare.count < Self.maximumSpare, (try? easy.reset()) != nil else { return }
            self.spare.append(easy)
        }
    }
}

// Time.
extension CurlLoop.Worker {
    private func expect(_ easy: EasyHandle, now: ContinuousClock.Instant) {
        guard let progress = easy.progress else { return }
        // A transfer that connects right now has less time from then on than one that waits for a connection; and bytes
        // that went out count from when they are noticed, which must not be at the deadline.
        let soonest = now.advanced(by: self.loop.configuration.idleTimeout / 8)
        let deadline = min(soonest, progress.deadline(self.loop.configuration))
        self.nextDeadline = self.nextDeadline.map { min($0, deadline) } ?? deadline
    }

    private func waitLimit() -> Int32 {
        guard let nextDeadline = self.nextDeadline else { return Self.longWait }
        let milliseconds = ContinuousClock.now.duration(to: nextDeadline).milliseconds
        return Int32(clamping: max(0, min(milliseconds, Int(Self.longWait))))
    }

    /// Ends the transfers whose other side has been silent for too long.
    private func endSilent() {
        let now = ContinuousClock.now
        guard let nextDeadline = self.nextDeadline, nextDeadline <= now else { return }
        // Activity only ever puts a deadline off, so the earliest one found now holds until then.
        self.nextDeadline = nil
        for easy in Array(self.running.values) {
            guard let progress = easy.progress, progress.delivery.end == nil else { continue }
            if progress.isPaused { progress.noteActivity() }
            progress.noteUploaded(easy.uploadedByteCount)
            if progress.deadline(self.loop.configuration) <= now {
                self.multi.remove(easy)
                let isConnected = progress.attempts > 0
                let origin = progress.transfer.request.origin
                self.end(easy, .failure(.idle(origin, isConnected: isConnected, self.loop.configuration)))
            } else {
                self.expect(easy, now: now)
            }
        }
    }
}

extension EasyHandle {
    /// What the callbacks of a pass have for the loop to do after it.
    final class Outbox {
        /// The handles for whose readers there is something.
        private var noted: [EasyHandle] = []
        private var halted: [(EasyHandle, Progress)] = []

        var isEmpty: Bool { self.noted.isEmpty }

        func note(_ easy: EasyHandle) {
            self.noted.append(easy)
        }

        /// Empties it.
        func take() -> [EasyHandle] {
            defer { self.noted.removeAll() }
            return self.noted
        }

        func noteHalt(of progress: Progress, in easy: EasyHandle) {
            self.halted.append((easy, progress))
        }

        /// The handles whose sending is to go on after a pass; see ``Halt``.
        func takeHalted() -> [EasyHandle] {
            guard !self.halted.isEmpty else { return [] }
            var resumed: [EasyHandle] = []
            self.halted.removeAll { easy, progress in
                // It may carry the next transfer already.
                guard easy.progress === progress, progress.delivery.end == nil else { return true }
                switch progress.halt.passed(isPaused: progress.isSendingPaused) {
                case .keep: return false
                case .drop: return true
                case .resume:
                    resumed.append(easy)
                    return true
                }
            }
            return resumed
        }
    }
}

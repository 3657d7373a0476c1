internal import TreadleHTTP

extension WebSocketChannel {
    /// What other threads have left for a WebSocket, and who waits for room on it.
    struct Outbox {
        typealias Waiter = CheckedContinuation<Bool, Never>

        enum Item: Equatable {
            case text(ArraySlice<UInt8>)
            case close(WebSocketCloseCode, reason: String)
            /// More was sent than may be queued; what was queued here is gone.
            case overflow
        }

        /// Whether one more may be sent.
        enum Admission: Equatable {
            case open, closed
            case wait(UInt64)
        }

        private let mark: Int
        private let limit: Int
        private var items: [Item] = []
        private var length = 0
        /// What the sockets' thread has taken and not sent yet.
        private var taken = 0
        private var isScheduled = false
        private var isClosing = false
        private var isOver = false
        private var waiters: [(ticket: UInt64, waiter: Waiter)] = []
        private var forgotten: Set<UInt64> = []
        private var nextTicket: UInt64 = 0

        init(mark: Int, limit: Int) {
            self.mark = mark
            self.limit = limit
        }

        /// Whether nothing was left.
        var isEmpty: Bool { self.items.isEmpty }

        /// Leaves something.
        ///
        /// - Returns: whether the sockets' thread has to be told.
        mutating func append(_ item: Item) -> Bool {
            guard !self.isClosing else { return false }
            self.items.append(item)
            switch item {
            case .text(let text):
                self.length += text.count
                if self.length + self.taken > self.limit {
                    self.items = [.overflow]
                    self.length = 0
                    self.isClosing = true
                }
            case .close, .overflow: self.isClosing = true
            }
            defer { self.isScheduled = true }
            return !self.isScheduled
        }

        /// Takes everything, in order.
        mutating func take() -> [Item] {
            defer {
                self.items = []
                self.taken += self.length
                self.length = 0
                self.isScheduled = false
            }
            return self.items
        }

        /// The sockets' thread has so much unsent.
        ///
        /// - Returns: those who have waited long enough.
        mutating func report(unsent: Int) -> [Waiter] {
            self.taken = unsent
            guard self.length + unsent < self.mark else { return [] }
            defer { self.waiters = [] }
            return self.waiters.map(\.waiter)
        }

        mutating func admission() -> Admission {
            if self.isClosing { return .closed }
            if self.length + self.taken < self.mark { return .open }
            self.nextTicket += 1
            return .wait(self.nextTicket)
        }

        /// Keeps a waiter; or says at once whether the connection is open.
        mutating func wait(_ ticket: UInt64, _ waiter: Waiter) -> Bool? {
            if self.isOver { return false }
            // Cancelled before it came to waiting.
            if self.forgotten.remove(ticket) != nil || self.length + self.taken < self.mark { return true }
            self.waiters.append((ticket, waiter))
            return nil
        }

        /// A waiter's task was cancelled.
        mutating func forget(_ ticket: UInt64) -> Waiter? {
            guard let index = self.waiters.firstIndex(where: { $0.ticket == ticket }) else {
                if !self.isOver { self.forgotten.insert(ticket) }
                return nil
            }
            return self.waiters.remove(at: index).waiter
        }

        /// No more is taken.
        mutating func close() { self.isClosing = true }

        /// The connection is over.
        mutating func end() -> [Waiter] {
            self.isClosing = true
            self.isOver = true
            self.items = []
            self.length = 0
            self.taken = 0
            defer { self.waiters = [] }
            return self.waiters.map(\.waiter)
        }
    }
}

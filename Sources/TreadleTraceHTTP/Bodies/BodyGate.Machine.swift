extension BodyGate {
    /// Decides whose body may be read, in the order in which they came.
    struct Machine {
        /// Someone who waits, told `true` when there is room and `false` when there will be none.
        struct Waiter {
            let id: Int
            let bytes: Int
            let continuation: CheckedContinuation<Bool, Never>
        }

        private let capacity: Int
        private var bytesInFlight = 0
        private var waiters: [Waiter] = []
        private var nextID = 0
        /// Those who gave up before they began to wait.
        private var quitters: Set<Int> = []

        init(capacity: Int) { self.capacity = capacity }

        /// How many wait.
        var waiterCount: Int { self.waiters.count }

        /// A name for someone who may have to wait.
        mutating func makeID() -> Int {
            self.nextID += 1
            return self.nextID
        }

        /// Takes room if there is some and nobody waits for it.
        mutating func take(_ bytes: Int) -> Bool {
            guard self.waiters.isEmpty, self.bytesInFlight + bytes <= self.capacity else { return false }
            self.bytesInFlight += bytes
            return true
        }

        /// The same, or waits; what is known at once is returned.
        mutating func take(_ waiter: Waiter) -> Bool? {
            if self.quitters.remove(waiter.id) != nil { return false }
            if self.take(waiter.bytes) { return true }
            self.waiters.append(waiter)
            return nil
        }

        /// Gives room back: those who may go in now.
        mutating func give(_ bytes: Int) -> [Waiter] {
            self.bytesInFlight -= bytes
            return self.letIn()
        }

        /// Someone gives up: it, if it waits, and those who may go in now that it is gone.
        mutating func quit(_ id: Int) -> (quitter: Waiter?, let: [Waiter]) {
            guard let index = self.waiters.firstIndex(where: { $0.id == id }) else {
                self.quitters.insert(id)
                return (nil, [])
            }
            let quitter = self.waiters.remove(at: index)
            return (quitter, self.letIn())
        }

        /// It has been told; nothing of it is to be kept.
        mutating func forget(_ id: Int) { self.quitters.remove(id) }

        private mutating func letIn() -> [Waiter] {
            var count = 0
            for waiter in self.waiters {
                guard self.bytesInFlight + waiter.bytes <= self.capacity else { break }
                self.bytesInFlight += waiter.bytes
                count += 1
            }
            defer { self.waiters.removeFirst(count) }
            return Array(self.waiters.prefix(count))
        }
    }
}

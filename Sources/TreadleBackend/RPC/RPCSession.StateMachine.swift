extension RPCSession {
    /// Knows which requests of one connection run, and decides what may start and what ends.
    struct StateMachine {
        /// Why a request was ended from outside.
        enum Ending: String, Sendable {
            case asked = "the client asked for it"
            case wentAway = "the client went away"
            case shutdown = "the server is shutting down"
        }

        enum Start: Equatable {
            case accepted, duplicate, tooMany(limit: Int), draining, closed
        }

        private struct Running {
            /// `nil` until the task that works on it is known.
            var task: Task<Void, Never>?
            var ending: Ending?
        }

        private var running: [String: Running] = [:]
        /// How many requests have ended whose answers were not sent yet.
        private var unsent = 0
        private var isDraining = false
        private var isClosed = false
        private let limit: Int

        init(limit: Int) {
            self.limit = limit
        }

        /// A request wants to start.
        mutating func start(_ id: String) -> Start {
            if self.isClosed { return .closed }
            if self.isDraining { return .draining }
            if self.running[id] != nil { return .duplicate }
            if self.running.count >= self.limit { return .tooMany(limit: self.limit) }
            self.running[id] = Running()
            return .accepted
        }

        /// Whether a request of that name runs.
        func isRunning(_ id: String) -> Bool { self.running[id] != nil }

        /// The task of a request that has started is known. Returns it when it was ended meanwhile and is to be cancelled.
        mutating func attach(_ task: Task<Void, Never>, to id: String) -> Task<Void, Never>? {
            guard self.running[id] != nil else { return nil }
            self.running[id]?.task = task
            return self.running[id]?.ending == nil ? nil : task
        }

        /// A request has ended by itself; its answer is on its way. The identifier is free.
        mutating func finish(_ id: String) {
            self.running[id] = nil
            self.unsent += 1
        }

        /// The answer of a request that has ended was sent. Returns whether the connection is to be closed now: nothing
        /// can be sent after that, so the last answer closes.
        mutating func sent() -> Bool {
            self.unsent -= 1
            return self.isDraining && self.isIdle && !self.isClosed
        }

        private var isIdle: Bool { self.running.isEmpty && self.unsent == 0 }

        /// A request is to be ended. Returns whether it runs, and the task to cancel if it is known.
        mutating func cancel(_ id: String) -> (wasRunning: Bool, task: Task<Void, Never>?) {
            guard let request = self.running[id] else { return (false, nil) }
            if request.ending == nil { self.running[id]?.ending = .asked }
            return (true, request.task)
        }

        /// Why a request was ended, if it was.
        func ending(of id: String) -> Ending? { self.running[id]?.ending }

        /// Nothing new may start. Returns whether the connection is to be closed now, since nothing runs.
        mutating func drain() -> Bool {
            guard !self.isDraining, !self.isClosed else { return false }
            self.isDraining = true
            return self.isIdle
        }

        /// What still runs is to be ended. Returns the tasks to cancel.
        mutating func abandon(_ ending: Ending) -> [Task<Void, Never>] {
            for id in self.running.keys where self.running[id]?.ending == nil { self.running[id]?.ending = ending }
            return self.running.values.compactMap(\.task)
        }

        /// The connection is over. Returns the tasks to cancel.
        mutating func close() -> [Task<Void, Never>] {
            self.isClosed = true
            return self.abandon(.wentAway)
        }
    }
}

internal import TreadleHTTP

extension Transfer {
    /// Decides what happens between the loop, which delivers a response, and the one reader, who waits for it.
    ///
    /// It is pure: it decides, and its owner acts, after letting go of the lock. Waiters are whatever the owner resumes.
    struct StateMachine<HeadWaiter, PartWaiter> {
        private enum State {
            case created
            case waitingForHead(HeadWaiter)
            /// The head was handed out, and more comes.
            case open(PartQueue, PartWaiter?)
            /// Nothing more comes; what is queued is still read.
            case ended(PartQueue, failure: HTTPError?)
            case cancelled
        }

        private let highWater: Int
        private let lowWater: Int
        private var state = State.created
        /// Whether the loop was told not to read on.
        private var isPaused = false

        init(highWater: Int, lowWater: Int) {
            self.highWater = highWater
            self.lowWater = lowWater
        }
    }
}

// What the reader does.
extension Transfer.StateMachine {
    enum StartAction: Equatable {
        case submit
        case failCancelled
    }

    /// Begins: the transfer is submitted, unless it was given up before.
    mutating func start(_ waiter: HeadWaiter) -> StartAction {
        guard case .created = self.state else { return .failCancelled }
        self.state = .waitingForHead(waiter)
        return .submit
    }

    enum NextAction {
        case part(ArraySlice<UInt8>, resumesReceiving: Bool)
        case end
        case fail(HTTPError)
        case failCancelled
        /// Nothing is there yet; a waiter, if one was given, is kept.
        case wait
    }

    /// The next part, or else `waiter` is kept until there is one.
    mutating func next(_ waiter: PartWaiter?) -> NextAction {
        switch self.state {
        case .open(var parts, let kept):
            precondition(kept == nil, "a body has one reader, which asks for one part at a time")
            self.state = .cancelled  // so that the queue is not copied below
            guard let part = parts.popFirst() else {
                self.state = .open(parts, waiter)
                return .wait
            }
            let resumes = self.resumes(at: parts.byteCount)
            self.state = .open(parts, nil)
            return .part(part, resumesReceiving: resumes)
        case .ended(var parts, let failure):
            self.state = .cancelled
            let part = parts.popFirst()
            self.state = .ended(parts, failure: failure)
            if let part { return .part(part, resumesReceiving: false) }
            return failure.map { .fail($0) } ?? .end
        case .cancelled:
            return .failCancelled
        case .created, .waitingForHead:
            preconditionFailure("a body is read after its head was handed out")
        }
    }

    enum CancelAction {
        /// There is nothing left to give up.
        case none
        /// The loop is told; whoever waits gets a `CancellationError`.
        case abort(HeadWaiter?, PartWaiter?)
    }

    /// Gives up what has not been read.
    mutating func cancel() -> CancelAction {
        switch self.state {
        case .created:
            self.state = .cancelled
            return .none
        case .waitingForHead(let waiter):
            self.state = .cancelled
            return .abort(waiter, nil)
        case .open(_, let waiter):
            self.state = .cancelled
            return .abort(nil, waiter)
        case .ended(let parts, _):
            if !parts.isEmpty { self.state = .cancelled }
            return .none
        case .cancelled:
            return .none
        }
    }

    private mutating func resumes(at byteCount: Int) -> Bool {
        guard self.isPaused, byteCount <= self.lowWater else { return false }
        self.isPaused = false
        return true
    }
}

// What the loop does.
extension Transfer.StateMachine {
    /// Whether anybody still wants it.
    var isWanted: Bool {
        if case .cancelled = self.state { false } else { true }
    }

    /// Whether more may come while `undelivered` bytes are still with the loop; if not, it pauses.
    mutating func admits(undelivered: Int) -> Bool {
        guard case .open(let parts, _) = self.state else {
            self.isPaused = undelivered >= self.highWater
            return !self.isPaused
        }
        self.isPaused = parts.byteCount + undelivered >= self.highWater
        return !self.isPaused
    }

    enum DeliverAction {
        case none
        /// The head came, and all of the body with it.
        case respond(HeadWaiter, ResponseHead, whole: ArraySlice<UInt8>)
        /// The head came; the body is read part by part.
        case open(HeadWaiter, ResponseHead)
        case failHead(HeadWaiter, HTTPError)
        case part(PartWaiter, ArraySlice<UInt8>)
        case end(PartWaiter)
        case failPart(PartWaiter, HTTPError)
    }

    /// Takes what one pass of the loop brought. The Boolean says that a paused connection is to be read from again.
    mutating func deliver(_ delivery: Delivery) -> (DeliverAction, resumesReceiving: Bool) {
        switch self.state {
        case .waitingForHead(let waiter):
            return (self.deliverHead(delivery, to: waiter), resumesReceiving: false)
        case .open(var parts, let waiter):
            self.state = .cancelled  // so that the queue is not copied below
            parts.append(delivery.parts)
            let part = waiter == nil ? nil : parts.popFirst()
            let resumes = delivery.end == nil && self.resumes(at: parts.byteCount)
            let keptWaiter = part == nil ? waiter : nil
            guard let end = delivery.end else {
                self.state = .open(parts, keptWaiter)
                return (Self.handOver(part, to: waiter), resumes)
            }
            self.state = .ended(parts, failure: end.failure)
            guard let keptWaiter else { return (Self.handOver(part, to: waiter), false) }
            return (end.failure.map { .failPart(keptWaiter, $0) } ?? .end(keptWaiter), false)
        case .created, .ended, .cancelled:
            return (.none, resumesReceiving: false)
        }
    }

    private mutating func deliverHead(_ delivery: Delivery, to waiter: HeadWaiter) -> DeliverAction {
        switch (delivery.head, delivery.end) {
        case (nil, nil):
            return .none
        case (nil, let end?):
            self.state = .ended(PartQueue(), failure: end.failure)
            return .failHead(waiter, end.failure ?? HTTPError(.malformed, "the response has no head"))
        case (let head?, .success):
            self.state = .ended(PartQueue(), failure: nil)
            return .respond(waiter, head, whole: delivery.parts.joined())
        case (let head?, .failure(let failure)):
            self.state = .ended(delivery.parts, failure: failure)
            return .open(waiter, head)
        case (let head?, nil):
            self.state = .open(delivery.parts, nil)
            return .open(waiter, head)
        }
    }

    private static func handOver(_ part: ArraySlice<UInt8>?, to waiter: PartWaiter?) -> DeliverAction {
        guard let part, let waiter else { return .none }
        return .part(waiter, part)
    }
}

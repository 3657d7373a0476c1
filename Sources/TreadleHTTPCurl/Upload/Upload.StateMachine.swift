internal import TreadleHTTP

extension Upload {
    /// Decides what happens between the pump, which offers a body's parts, and libcurl, which takes them.
    ///
    /// One part at a time: the next is asked for when libcurl has taken the last one. It is pure.
    struct StateMachine<Waiter> {
        private enum State {
            case empty
            /// A part that is not all taken, and the pump, which waits for that.
            case holding(ArraySlice<UInt8>, Waiter)
            case finished
            case failed(HTTPError)
            /// The transfer is over; nothing is taken any more.
            case closed
        }

        private var state = State.empty
        /// Whether libcurl found nothing and waits to be woken.
        private var isStarved = false
        /// How many bytes are still to come, where the length was told beforehand.
        private var remaining: Int?

        init(length: Int?) {
            self.remaining = length
        }
    }
}

extension Upload.StateMachine {
    enum OfferAction: Equatable {
        /// The waiter is kept until the part is taken.
        case keep(wakes: Bool)
        /// Nothing more is wanted: the waiter is told so.
        case refuse(wakes: Bool)
    }

    /// The pump offers a part.
    mutating func offer(_ part: ArraySlice<UInt8>, _ waiter: Waiter) -> OfferAction {
        guard case .empty = self.state else { return .refuse(wakes: false) }
        if let remaining = self.remaining {
            guard part.count <= remaining else {
                self.state = .failed(
                    HTTPError(.malformed, "the request's body is longer than the length that was given with it"))
                return .refuse(wakes: self.takeStarved())
            }
            self.remaining = remaining - part.count
        }
        self.state = .holding(part, waiter)
        return .keep(wakes: self.takeStarved())
    }

    /// The pump has no more parts; says whether libcurl is to be woken.
    mutating func finish(_ failure: HTTPError?) -> Bool {
        guard case .empty = self.state else { return false }
        if let failure {
            self.state = .failed(failure)
        } else if let remaining = self.remaining, remaining > 0 {
            self.state = .failed(
                HTTPError(.malformed, "the request's body is shorter than the length that was given with it"))
        } else {
            self.state = .finished
        }
        return self.takeStarved()
    }

    enum ReadAction {
        case bytes(ArraySlice<UInt8>, taken: Waiter?)
        case pause
        case end
        case abort(HTTPError)
    }

    /// libcurl takes up to `limit` bytes.
    mutating func read(upTo limit: Int) -> ReadAction {
        switch self.state {
        case .empty:
            self.isStarved = true
            return .pause
        case .holding(let part, let waiter):
            guard part.count > limit else {
                self.state = .empty
                return .bytes(part, taken: waiter)
            }
            self.state = .holding(part.dropFirst(limit), waiter)
            return .bytes(part.prefix(limit), taken: nil)
        case .finished:
            return .end
        case .failed(let error):
            return .abort(error)
        case .closed:
            return .abort(HTTPError(.closed, "the exchange is over"))
        }
    }

    /// The transfer is over; the pump, if it waits, is told so.
    mutating func close() -> Waiter? {
        defer { self.state = .closed }
        if case .holding(_, let waiter) = self.state { return waiter }
        return nil
    }

    private mutating func takeStarved() -> Bool {
        defer { self.isStarved = false }
        return self.isStarved
    }
}

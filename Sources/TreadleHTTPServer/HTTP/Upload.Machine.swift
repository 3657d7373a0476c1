internal import TreadleHTTP

extension Upload {
    typealias Reader = CheckedContinuation<ArraySlice<UInt8>?, any Error>

    /// Decides what becomes of bytes that came and of readers that ask.
    struct Machine {
        /// How a body ended.
        enum End {
            case complete
            case failed(HTTPError)
            /// The reader wants no more: what comes is dropped.
            case givenUp
        }

        /// What a reader gets, and whether the connection was paused for it.
        struct Take {
            var result: Result<ArraySlice<UInt8>?, any Error>
            var mustResume = false
        }

        /// A reader that waited, and what it gets.
        struct Delivery {
            var reader: Reader
            var result: Result<ArraySlice<UInt8>?, any Error>

            func perform() { self.reader.resume(with: self.result) }
        }

        private var buffer: [UInt8]
        private var mark: Int
        private var end: End?
        private var reader: Reader?
        private var isPaused = false

        init(buffer: [UInt8], mark: Int) {
            self.buffer = buffer
            self.mark = mark
        }

        /// What there is, without waiting.
        mutating func takeNow() -> Take? {
            if case .givenUp? = self.end { return Take(result: .failure(CancellationError())) }
            if !self.buffer.isEmpty {
                defer {
                    self.buffer = []
                    self.isPaused = false
                }
                return Take(result: .success(self.buffer[...]), mustResume: self.isPaused)
            }
            switch self.end {
            case .failed(let error)?: return Take(result: .failure(error))
            case .complete?: return Take(result: .success(nil))
            default: return nil
            }
        }

        /// The same, or keeps the reader until there is something.
        mutating func take(_ reader: Reader) -> Take? {
            if let take = self.takeNow() { return take }
            precondition(self.reader == nil, "a request body has one reader, and it asks once at a time")
            self.reader = reader
            return nil
        }

        mutating func offer(_ bytes: UnsafeRawBufferPointer) -> (isTaken: Bool, Delivery?) {
            guard self.end == nil else { return (true, nil) }
            if let reader = self.reader {
                self.reader = nil
                return (true, Delivery(reader: reader, result: .success(Array(bytes)[...])))
            }
            guard self.buffer.count < self.mark else {
                self.isPaused = true
                return (false, nil)
            }
            self.buffer.append(contentsOf: bytes)
            return (true, nil)
        }

        mutating func end(_ end: End) -> Delivery? {
            guard self.end == nil else { return nil }
            self.end = end
            guard let reader = self.reader else { return nil }
            self.reader = nil
            switch end {
            case .complete: return Delivery(reader: reader, result: .success(nil))
            case .failed(let error): return Delivery(reader: reader, result: .failure(error))
            case .givenUp: return Delivery(reader: reader, result: .failure(CancellationError()))
            }
        }

        /// The reader wants no more.
        mutating func giveUp() -> (mustResume: Bool, Delivery?) {
            // What broke the body off says more than that its reader's task was cancelled over it.
            if case .failed? = self.end { return (false, nil) }
            let delivery = self.end(.givenUp)
            // Also after the end: nobody wants what is left before it.
            self.end = .givenUp
            self.buffer = []
            defer { self.isPaused = false }
            return (self.isPaused, delivery)
        }

        mutating func liftMark() -> Bool {
            self.mark = .max
            defer { self.isPaused = false }
            return self.isPaused
        }
    }
}

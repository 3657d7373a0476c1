internal import TreadleCore
internal import TreadleHTTP
internal import TreadleModels

/// Decides what a streamed answer is, byte by byte: chunks in order, and how it ends.
///
/// `[DONE]`, or the end of the body after every choice has told its `finish_reason`, is a whole answer. Anything else
/// that ends it is a failure, so an upstream that dies never looks like one that finished.
struct OpenAIStreamMachine {
    enum Action {
        /// The body's next part is wanted.
        case read
        case emit(ChatEvent)
        case end
    }

    private enum State {
        case open, ending(ChatEvent), ended
    }

    private var state = State.open
    private var parser = ServerSentEventParser()
    private var accumulator = ChatAccumulator()
    private var pending: [ChatChunk] = []
    private var nextPending = 0
    private let hidesUsage: Bool
    /// Whose key is kept out of errors.
    private let host: OpenAIHost

    init(hidesUsage: Bool, host: OpenAIHost) {
        self.hidesUsage = hidesUsage
        self.host = host
    }

    /// What the reader gets next.
    mutating func next() -> Action {
        if self.nextPending < self.pending.count {
            defer { self.nextPending += 1 }
            return .emit(.chunk(self.pending[self.nextPending]))
        }
        self.pending.removeAll(keepingCapacity: true)
        self.nextPending = 0
        switch self.state {
        case .open: return .read
        case .ending(let event):
            self.state = .ended
            return .emit(event)
        case .ended: return .end
        }
    }

    /// Takes the body's next part; `nil` is its end.
    mutating func take(_ part: ArraySlice<UInt8>?) {
        guard case .open = self.state else { return }
        guard let part else { return self.takeEnd() }
        do {
            self.parser.append(part)
            while let event = try self.parser.next() { self.take(event) }
        } catch {
            let reason = (error as? HTTPError)?.message ?? "\(error)"
            self.fail(ModelError(.malformedAnswer, "the upstream's stream is malformed: \(reason)", cause: error))
        }
    }

    /// Takes a body that came in one piece.
    mutating func take(whole bytes: ArraySlice<UInt8>) {
        self.take(bytes)
        self.take(nil)
    }

    /// The body broke off.
    mutating func fail(_ error: ModelError) {
        guard case .open = self.state else { return }
        self.state = .ending(.failed(error, partial: self.accumulator.completion()))
    }

    /// The reader gave up. What had come is returned if that is what ends the stream.
    mutating func cancel() -> ChatCompletion? {
        switch self.state {
        case .ending(.cancelled), .ended: return nil
        case .open, .ending:
            let partial = self.accumulator.completion()
            self.pending.removeAll()
            self.nextPending = 0
            self.state = .ending(.cancelled(partial: partial))
            return partial
        }
    }

    private mutating func take(_ event: ServerSentEvent) {
        guard case .open = self.state else { return }
        if event.data.elementsEqual("[DONE]".utf8) { return self.finish() }
        let chunk: RawJSON
        do {
            chunk = try RawJSON(event.data)
        } catch {
            return self.fail(
                ModelError(.malformedAnswer, "a chunk of the upstream's stream is not JSON: \(error)", cause: error))
        }
        if let detail = chunk["error"], !detail.isNull {
            var error = OpenAIRefusal.error(inStream: detail)
            error.message = self.host.hidingKey(in: error.message)
            return self.fail(error)
        }
        guard chunk.kind == .object else {
            return self.fail(ModelError(.malformedAnswer, "a chunk of the upstream's stream is not a JSON object"))
        }
        let piece = self.accumulator.add(chunk)
        if self.hidesUsage, chunk["choices"]?.bytes.count == 2, chunk["usage"]?.kind == .object { return }
        self.pending.append(piece)
    }

    private mutating func takeEnd() {
        if self.accumulator.isFinished { return self.finish() }
        self.fail(ModelError(.brokenOff, "the upstream's stream ended before the answer was complete; try again"))
    }

    private mutating func finish() {
        let completion = self.accumulator.completion()
        let isCutShort = ["length", "content_filter"].contains(self.accumulator.finishReason)
        self.state = .ending(isCutShort ? .incomplete(completion) : .completed(completion))
    }
}

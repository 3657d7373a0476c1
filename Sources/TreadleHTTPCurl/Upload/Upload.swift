internal import Synchronization
internal import TreadleHTTP

/// A request's body that comes in parts, on its way from its stream to libcurl.
final class Upload: Sendable {
    /// The whole length, where it was told beforehand.
    let length: Int?
    private let stream: any HTTPBodyStream
    private let state: Mutex<StateMachine<CheckedContinuation<Bool, Never>>>
    private let pump = Mutex(Pump.notStarted)

    private enum Pump {
        case notStarted
        case running(Task<Void, Never>)
        case closed
    }

    init(_ stream: any HTTPBodyStream, length: Int?) {
        self.stream = stream
        self.length = length
        self.state = Mutex(StateMachine(length: length))
    }

    /// Begins to pull parts from the stream; `wake` tells the loop that there is something to send again.
    func start(wake: @escaping @Sendable () -> Void) {
        // libcurl's thread asks for bytes and an async stream has them, and that goes on after `send` has returned the
        // response's head: no caller's task is there to do it. The task ends with the transfer, see `close()`.
        let task = Task { await self.run(wake) }
        let isClosed = self.pump.withLock { pump in
            if case .closed = pump { return true }
            pump = .running(task)
            return false
        }
        if isClosed { task.cancel() }
    }

    private func run(_ wake: @Sendable () -> Void) async {
        do {
            while let part = try await self.stream.next() {
                // No bytes would be the end to libcurl.
                if part.isEmpty { continue }
                guard await self.offer(part, wake) else { return self.stream.cancel() }
            }
            if self.state.withLock({ $0.finish(nil) }) { wake() }
        } catch {
            let failure = HTTPError(.brokenOff, "the request's body broke off; its sender gave up", cause: error)
            if self.state.withLock({ $0.finish(failure) }) { wake() }
        }
    }

    /// Returns when the part was taken; `false` when nothing more is wanted.
    private func offer(_ part: ArraySlice<UInt8>, _ wake: @Sendable () -> Void) async -> Bool {
        await withCheckedContinuation { waiter in
            switch self.state.withLock({ $0.offer(part, waiter) }) {
            case .keep(let wakes):
                if wakes { wake() }
            case .refuse(let wakes):
                if wakes { wake() }
                waiter.resume(returning: false)
            }
        }
    }

    enum ReadResult {
        case count(Int)
        case pause
        case abort(HTTPError)
    }

    /// Copies what there is into libcurl's buffer. Zero bytes are the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadResult {
        let limit = buffer.count
        switch self.state.withLock({ $0.read(upTo: limit) }) {
        case .bytes(let bytes, let taken):
            bytes.withUnsafeBytes { buffer.copyMemory(from: $0) }
            taken?.resume(returning: true)
            return .count(bytes.count)
        case .pause: return .pause
        case .end: return .count(0)
        case .abort(let error): return .abort(error)
        }
    }

    /// Ends it with its transfer: the stream is given up if it was not read to its end.
    func close() {
        let (isFirst, task) = self.pump.withLock { pump in
            defer { pump = .closed }
            return switch pump {
            case .notStarted: (true, Task<Void, Never>?.none)
            case .running(let task): (true, task)
            case .closed: (false, nil)
            }
        }
        guard isFirst else { return }
        self.state.withLock { $0.close() }?.resume(returning: false)
        task?.cancel()
        self.stream.cancel()
    }
}

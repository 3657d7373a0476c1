import Dispatch

/// One thing that happens once, awaited by a task or by a thread.
final class Signal<Value: Sendable>: Sendable {
    private let stream: AsyncStream<Value>
    private let continuation: AsyncStream<Value>.Continuation
    private let semaphore = DispatchSemaphore(value: 0)

    init() {
        (self.stream, self.continuation) = AsyncStream.makeStream()
    }

    func send(_ value: Value) {
        self.continuation.yield(value)
        self.semaphore.signal()
    }

    /// The next value; suspends until there is one.
    var next: Value? {
        get async {
            var iterator = self.stream.makeAsyncIterator()
            return await iterator.next()
        }
    }

    /// Blocks a server's thread until there is a value, or for as long as a test may take.
    func block() {
        _ = self.semaphore.wait(timeout: .now() + 60)
    }
}

extension Signal where Value == Void {
    func send() { self.send(()) }
}

internal import Synchronization

/// One subscriber's buffer, between the thread that publishes and the task that reads.
final class CallFeedMailbox: Sendable {
    private let projectID: ExactText?
    private let buffer: Mutex<CallFeedBuffer<CheckedContinuation<Void, Never>>>

    init(projectID: String?, bounds: CallFeedBuffer<CheckedContinuation<Void, Never>>.Bounds) {
        self.projectID = projectID.map(ExactText.init)
        self.buffer = Mutex(CallFeedBuffer(bounds: bounds))
    }

    func deliver(_ calls: [Call]) {
        let wanted = self.projectID.map { id in calls.filter { ExactText($0.projectID) == id } } ?? calls
        self.buffer.withLock { $0.add(wanted) }?.resume()
    }

    func finish() {
        self.buffer.withLock { $0.finish() }?.resume()
    }

    /// Waits until there is something to take, or nothing will come, or the task is cancelled.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let arrival = self.buffer.withLock {
                    buffer -> CallFeedBuffer<CheckedContinuation<Void, Never>>.Arrival in
                    // A cancellation before this found no waiter to wake.
                    Task.isCancelled ? .ready : buffer.arrive(continuation)
                }
                if case .ready = arrival { continuation.resume() }
            }
        } onCancel: {
            self.buffer.withLock { $0.takeWaiter() }?.resume()
        }
    }

    func take() -> CallFeed.Delivery? {
        self.buffer.withLock { $0.take() }
    }
}

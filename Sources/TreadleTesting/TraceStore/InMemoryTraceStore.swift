internal import Synchronization
public import TreadleTrace

/// A trace store that forgets everything when it goes: for tests.
///
/// It means the same as the stores that ship; `TraceConformanceTests` holds it to that.
public final class InMemoryTraceStore: Sendable {
    /// Everything that is stored.
    struct State: Sendable {
        var calls = InMemoryCalls()
        var objects = InMemoryObjects()
        var tables = InMemoryTables()
        var files = InMemoryFiles()
        var feedback = InMemoryFeedback()
        var costs = InMemoryCosts()
        var projects = InMemoryProjects()
    }

    /// What was recorded, one batch per `record`, as it came. One reader only; what it has not read is kept.
    ///
    /// Wait on it instead of sleeping: `var batches = store.batches.makeAsyncIterator()`.
    public let batches: AsyncStream<[Call]>

    let recorded: AsyncStream<[Call]>.Continuation
    let state = Mutex(State())

    /// Makes an empty store.
    public init() {
        (self.batches, self.recorded) = AsyncStream.makeStream()
    }

    deinit { self.recorded.finish() }
}

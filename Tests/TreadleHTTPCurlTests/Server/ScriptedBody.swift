import Synchronization
import TreadleHTTP

/// A body that gives out its steps one by one, and counts what was asked of it.
final class ScriptedBody: HTTPBodyStream {
    struct Broken: Error {}

    enum Step: Sendable {
        case part(String)
        case bytes([UInt8])
        case fail
        /// Nothing comes until the body is given up.
        case stall
    }

    private let steps: Mutex<[Step]>
    private let pulls = Mutex(0)
    private let stalled = Signal<Void>()
    /// Sends once for each call of ``cancel()``.
    let cancelled = Signal<Void>()

    init(_ steps: [Step]) {
        self.steps = Mutex(steps)
    }

    var pullCount: Int { self.pulls.withLock { $0 } }

    func next() async throws -> ArraySlice<UInt8>? {
        self.pulls.withLock { $0 += 1 }
        switch self.steps.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
        case .part(let text): return ArraySlice(text.utf8)
        case .bytes(let bytes): return bytes[...]
        case .fail: throw Broken()
        case .stall:
            _ = await self.stalled.next
            throw CancellationError()
        case nil: return nil
        }
    }

    func cancel() {
        self.stalled.send()
        self.cancelled.send()
    }
}

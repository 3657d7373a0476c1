import Synchronization
import TreadleHTTP

/// A body whose parts come from a closure; counts how often it was asked and cancelled.
final class ScriptedBody: HTTPBodyStream {
    let asked = Mutex(0)
    let cancelled = Mutex(0)
    let onCancel = Event()
    private let part: @Sendable (Int) async throws -> ArraySlice<UInt8>?

    init(_ part: @escaping @Sendable (Int) async throws -> ArraySlice<UInt8>?) { self.part = part }

    func next() async throws -> ArraySlice<UInt8>? {
        let number = self.asked.withLock { asked in
            asked += 1
            return asked - 1
        }
        return try await self.part(number)
    }

    func cancel() {
        self.cancelled.withLock { $0 += 1 }
        self.onCancel.fire()
    }
}

/// Waits until the task is cancelled.
func untilCancelled() async {
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
}

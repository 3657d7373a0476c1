internal import Synchronization

/// Numbers for tracers and catalogues: unlike an address, none comes twice in a process.
enum SessionNumber {
    private static let last = Atomic<UInt64>(0)

    static func next() -> UInt64 { self.last.wrappingAdd(1, ordering: .relaxed).newValue }
}

/// What a session made of an op, kept with the op, so that asking for it costs a comparison.
///
/// The first session that asks is answered without a lock, for good: a process seldom has a second one.
final class SessionCache<Value: Sendable>: Sendable {
    private final class Entry: Sendable {
        let session: UInt64
        let value: Value

        init(_ session: UInt64, _ value: Value) {
            self.session = session
            self.value = value
        }
    }

    private let first = AtomicLazyReference<Entry>()
    private let latest = Mutex<Entry?>(nil)

    /// What was made for a session; otherwise it is made now, by two at once if two ask at once.
    func value(for session: UInt64, make: () -> Value) -> Value {
        if let entry = self.first.load(), entry.session == session { return entry.value }
        if let entry = self.latest.withLock({ $0 }), entry.session == session { return entry.value }
        let entry = Entry(session, make())
        if self.first.storeIfNil(entry).session != session { self.latest.withLock { $0 = entry } }
        return entry.value
    }
}

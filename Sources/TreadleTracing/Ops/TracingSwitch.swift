internal import Synchronization

/// Whether anything in this process has ever been traced: what ops ask first, so that they cost nothing elsewhere.
@usableFromInline
enum TracingSwitch {
    private static let hasTracer = Atomic(false)

    /// Whether there may be a tracer. Who has been handed one finds it on.
    @usableFromInline static var isOn: Bool { self.hasTracer.load(ordering: .relaxed) }

    /// Notes that there is a tracer.
    static func turnOn() { self.hasTracer.store(true, ordering: .relaxed) }
}

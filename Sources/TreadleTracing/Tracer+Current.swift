internal import Synchronization

extension Tracer {
    /// The tracer of calls that start here and name none: that of the innermost call or scope, or the process's own.
    public static var current: Tracer { Tracer(core: self.core(at: CallContext.current)) }

    /// What records the calls of a place; `nil` where nothing does.
    static func core(at place: CallContext?, otherwise core: @autoclosure () -> Core? = Self.ofThisProcess.core)
        -> Core?
    {
        guard let place else { return core() }
        return place.core ?? (place.isSilent ? nil : core())
    }

    /// The tracer of calls that are in no context; ``disabled`` until it is set.
    ///
    /// Setting it is for the one who composes a program; libraries use ``current``.
    public static var ofThisProcess: Tracer {
        get {
            // Most programs that do not trace never set it, and must not pay for a lock.
            guard self.isProcessTracing.load(ordering: .relaxed) else { return .disabled }
            return Tracer(core: self.processCore.withLock { $0 })
        }
        set {
            self.processCore.withLock { $0 = newValue.core }
            self.isProcessTracing.store(newValue.isEnabled, ordering: .releasing)
        }
    }

    private static let isProcessTracing = Atomic(false)
    private static let processCore = Mutex<Core?>(nil)
}

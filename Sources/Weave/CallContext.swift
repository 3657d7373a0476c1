/// Where new calls belong: the open call they are made in, and its tracer.
///
/// It is task-local, so child tasks inherit it: `async let`, task groups, and whatever an actor does for the task.
/// Detached tasks and callbacks of other threads do not; hand it over with `CallContext.$current.withValue(context)`.
public struct CallContext: Sendable {
    /// The context of the current task; `nil` outside of any call.
    @TaskLocal public static var current: CallContext?

    let call: OpenCall

    /// The call that new calls are made in.
    public var callID: String { self.call.id }

    /// The trace that new calls belong to.
    public var traceID: String { self.call.traceID }

    /// Records the calls made here.
    public var tracer: Tracer { Tracer(core: self.call.core) }
}

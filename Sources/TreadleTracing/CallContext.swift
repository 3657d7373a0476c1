/// Where new calls belong: the open call they are made in, their tracer, and what is said about all calls here.
///
/// It is task-local, so child tasks inherit it: `async let`, task groups, and whatever an actor does for the task.
/// Detached tasks and callbacks of other threads do not; hand it over with ``capture()`` and ``perform(_:)``, or wrap the
/// closure with ``carrying(_:)``.
public struct CallContext: Sendable {
    /// The context of the current task; `nil` outside of any call and any scope.
    @TaskLocal public static var current: CallContext?

    /// The innermost open call. ``OpenCall/unsampled`` stands for one that is not recorded, with all below it.
    let call: OpenCall?
    /// The innermost tracer: the call's, or one that a scope within it set.
    let core: Tracer.Core?
    /// What scopes said that are open here.
    let scope: CallScope?

    /// Whether a scope said that nothing is traced here, so that the process's own tracer does not count, either.
    var isSilent = false

    /// The call that new calls are made in; `nil` where there is none, or one that is not recorded.
    public var openCall: OpenCall? { self.call?.core == nil ? nil : self.call }

    /// The identifier of the call that new calls are made in; `nil` where there is none.
    public var callID: String? { self.call.flatMap { $0.core == nil ? nil : $0.id } }

    /// The trace that new calls belong to; `nil` where they start one.
    public var traceID: String? { self.call.flatMap { $0.core == nil ? nil : $0.traceID } }

    /// Records the calls made here.
    public var tracer: Tracer { Tracer(core: self.core) }

    /// The current context, or the empty one.
    static var currentOrEmpty: CallContext { self.current ?? CallContext(call: nil, core: nil, scope: nil) }

    /// The same place with other things said about its calls.
    func with(_ scope: CallScope) -> CallContext {
        CallContext(call: self.call, core: self.core, scope: scope, isSilent: self.isSilent)
    }

    /// The same place with another tracer.
    func with(_ tracer: Tracer) -> CallContext {
        CallContext(call: self.call, core: tracer.core, scope: self.scope, isSilent: !tracer.isEnabled)
    }
}

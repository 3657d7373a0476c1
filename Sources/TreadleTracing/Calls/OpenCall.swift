internal import Synchronization
public import TreadleCore

/// One running call. It ends exactly once: whatever is said to it after that is ignored.
///
/// All of it may be used from any thread. The methods that end it return when the recorder has taken the call, so with
/// a spool the record survives a kill of the process from then on. The call of a disabled tracer has empty identifiers
/// and ignores everything.
public final class OpenCall: Sendable {
    /// The call's identifier; empty when tracing is disabled.
    public let id: String
    /// The trace's identifier, which is that of its root call; empty when tracing is disabled.
    public let traceID: String
    let core: Tracer.Core?
    let parent: OpenCall?
    let scope: CallScope?
    let name: String
    let displayName: String?
    let threadID: String?
    let turnID: String?
    let startedAt: Timestamp
    let inputs: RawJSON
    let attributes: RawJSON
    /// How its values are encoded: the tracer's rules, and those of its op.
    let rules: ValueRules
    let state = Mutex(State())

    /// The call of a tracer that is disabled: it records nothing, and a context of it is the empty one.
    static let inert = OpenCall()
    /// The call of a trace that is not recorded: it records nothing, and neither do calls below it.
    @usableFromInline static let unsampled = OpenCall()

    private init() {
        self.id = ""
        self.traceID = ""
        self.core = nil
        self.parent = nil
        self.scope = nil
        self.name = ""
        self.displayName = nil
        self.threadID = nil
        self.turnID = nil
        self.startedAt = Timestamp(microseconds: 0)
        self.inputs = .emptyObject
        self.attributes = .emptyObject
        self.rules = .plain
    }

    init(
        _ core: Tracer.Core, name: String, inputs: RawJSON, attributes: RawJSON, displayName: String?,
        parent place: CallContext?, threadID: String? = nil, turnID: String? = nil, op: SessionOp? = nil
    ) {
        // A call of another project cannot be a parent: the wire names a parent by its identifier alone.
        let parent = place?.call?.core?.projectID == core.projectID ? place?.call : nil
        let scope = place?.scope
        let startedAt = core.options.now()
        let id = core.options.makeID(at: startedAt)
        self.id = id
        // A trace has the identifier of its root.
        self.traceID = parent?.traceID ?? id
        self.core = core
        self.parent = parent
        self.scope = scope
        self.name = name
        self.displayName = displayName
        let thread = scope?.thread ?? .inherited
        switch thread {
        case .inherited: self.threadID = threadID ?? parent?.threadID
        case .none: self.threadID = threadID
        case .named(let name): self.threadID = threadID ?? name
        }
        if let turnID {
            self.turnID = turnID
        } else if threadID == nil, case .named(let name) = thread, parent?.threadID != name {
            self.turnID = id
        } else {
            self.turnID = threadID == nil && thread == .none ? nil : parent?.turnID
        }
        self.startedAt = startedAt
        self.inputs = inputs
        self.rules = op?.rules ?? core.rules
        self.attributes = core.attributes(of: op, in: scope, setting: attributes)
    }

    deinit {
        // Nearly always it has ended, and then there is no need of the time and all that.
        guard self.state.withLock({ !$0.hasEnded }) else { return }
        self.end(.cancelled(reason: "the call was never finished"), output: nil)
    }

    /// What makes calls belong beneath this one.
    public var context: CallContext {
        CallContext(call: self === Self.inert ? nil : self, core: self.core, scope: self.innerScope)
    }

    /// The scope it was started in, but for the conversation where the call is of another one.
    private var innerScope: CallScope? {
        guard let scope = self.scope else { return nil }
        let isElsewhere =
            switch scope.thread {
            case .inherited: false
            case .none: self.threadID != nil
            case .named(let thread): thread != self.threadID
            }
        return isElsewhere ? CallScope(attributes: scope.attributes) : scope
    }

    /// Sets the output, or what there is of it so far. The latest wins; it is kept when the call fails or is cancelled.
    public func setOutput(_ output: RawJSON) {
        guard self.core != nil else { return }
        self.setOutput(asIs: self.rules.applied(to: output))
    }

    /// Sets an output that nothing is to be taken out of any more.
    func setOutput(asIs output: RawJSON) {
        self.update { $0.output = output }
    }

    /// Adds the tokens of one request to a model; at the end they count for every enclosing call as well.
    public func addUsage(model: String, _ usage: TokenUsage) {
        self.update { $0.tally.add(usage, model: model) }
    }

    /// Notes that the first token is here. Only the first time counts.
    public func markFirstToken() {
        guard let core = self.core else { return }
        let now = core.options.now()
        self.update { $0.firstTokenAt = $0.firstTokenAt ?? now }
    }

    /// Sets a member of the summary; the latest wins.
    ///
    /// `usage`, `status_counts` and `weave` are counted elsewhere, and ignored here. The members of an object named
    /// `treadle` stand beside those that are measured.
    public func setSummary(_ name: String, _ value: JSONValue) {
        self.update { $0.summary[name] = value }
    }

    /// Sets a member of the attributes, beside or instead of those it was started with; nothing secret.
    public func setAttribute(_ name: String, _ value: JSONValue) {
        self.update { $0.attributes[name] = value }
    }

    /// Changes the state of a call that has not ended.
    private func update(_ change: (inout sending State) -> Void) {
        guard self.core != nil else { return }
        self.state.withLock { if !$0.hasEnded { change(&$0) } }
    }
}

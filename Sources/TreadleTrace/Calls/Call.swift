public import TreadleCore

/// One traced execution of an op, as it is stored and queried.
///
/// Names and meanings are Weave's (the wire's "Complete" shape); payloads are JSON as it came, checked and never
/// decoded.
public struct Call: Sendable, Hashable {
    /// The call's identifier, a UUID of version 7 unless the caller brought its own.
    public var id: String
    /// The project, as `entity/name`.
    public var projectID: String
    /// The op: a plain name, or `weave:///entity/project/op/NAME:DIGEST`.
    public var opName: String
    /// A name for this one call, where it has one.
    public var displayName: String?
    /// The trace this call belongs to: all calls under one root share it.
    public var traceID: String
    /// The call this one was made in; `nil` for a root.
    public var parentID: String?
    /// The conversation it belongs to, where it belongs to one.
    public var threadID: String?
    /// The turn of that conversation.
    public var turnID: String?
    /// When it started.
    public var startedAt: Timestamp
    /// When it ended; `nil` while it runs.
    public var endedAt: Timestamp?
    /// What was said about the call from outside; an object.
    public var attributes: RawJSON
    /// The arguments by name; an object.
    public var inputs: RawJSON
    /// What it returned; `nil` where there is none.
    public var output: RawJSON?
    /// Why it failed; `nil` when it did not.
    public var exception: String?
    /// What was counted on the way (`usage` by model, and our `treadle` member); an object.
    public var summary: RawJSON
    /// Who made it, as the server knows the caller.
    public var userID: String?
    /// The run of a training or an experiment that it was made in, as `entity/project/run`.
    public var runID: String?
    /// The run's step when it started, and when it ended.
    public var runStep, runStepEnd: Int?
    /// What OpenTelemetry said about it, where it came from there; shown as `attributes.otel_span`.
    public var spanDump: RawJSON?

    /// Makes a call; what is not given is absent or empty.
    public init(
        id: String, projectID: String, opName: String, displayName: String? = nil, traceID: String,
        parentID: String? = nil, threadID: String? = nil, turnID: String? = nil, startedAt: Timestamp,
        endedAt: Timestamp? = nil, attributes: RawJSON = .emptyObject, inputs: RawJSON = .emptyObject,
        output: RawJSON? = nil, exception: String? = nil, summary: RawJSON = .emptyObject, userID: String? = nil,
        runID: String? = nil, runStep: Int? = nil, runStepEnd: Int? = nil, spanDump: RawJSON? = nil
    ) {
        self.id = id
        self.projectID = projectID
        self.opName = opName
        self.displayName = displayName
        self.traceID = traceID
        self.parentID = parentID
        self.threadID = threadID
        self.turnID = turnID
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.attributes = attributes
        self.inputs = inputs
        self.output = output
        self.exception = exception
        self.summary = summary
        self.userID = userID
        self.runID = runID
        self.runStep = runStep
        self.runStepEnd = runStepEnd
        self.spanDump = spanDump
    }
}

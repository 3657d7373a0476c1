public import TreadleCore

/// Starts calls of one project and hands them, once ended, to a recorder.
///
/// A tracer is a value that is passed to whoever traces; copying it costs one reference. ``disabled`` traces nothing.
public struct Tracer: Sendable {
    let core: Core?

    /// What all calls of a tracer share.
    final class Core: Sendable {
        let projectID: String
        let recorder: any CallRecorder
        /// The recorder, where it takes calls in the wire's form.
        let encodedRecorder: (any EncodedCallRecorder)?
        let options: Options
        /// What holds for all values that are recorded.
        let rules: ValueRules
        /// The members that all calls get among their attributes.
        let attributes: RawJSON
        /// Tells this one from every other of the process.
        let session = SessionNumber.next()

        init(projectID: String, recorder: any CallRecorder, options: Options) {
            TracingSwitch.turnOn()
            self.projectID = projectID
            self.recorder = recorder
            self.encodedRecorder = (recorder as? any EncodedCallRecorder).flatMap { $0.takesEncodedCalls ? $0 : nil }
            self.options = options
            self.rules = ValueRules(redactor: Redactor(options.redaction))
            self.attributes = self.rules.applied(to: options.attributes)
        }
    }

    /// Makes a tracer.
    ///
    /// - Parameters:
    ///   - projectID: The project of all its calls, as `entity/name`.
    ///   - recorder: Takes the calls once they have ended; usually a ``CallBatcher``.
    ///   - options: What holds for all its calls.
    public init(projectID: String, recorder: any CallRecorder, options: Options = Options()) {
        self.core = Core(projectID: projectID, recorder: recorder, options: options)
    }

    init(core: Core?) { self.core = core }

    /// Traces nothing: its calls evaluate no inputs, record nothing, and have empty identifiers.
    public static let disabled = Tracer(core: nil)

    /// Whether calls of this tracer are recorded.
    public var isEnabled: Bool { self.core != nil }

    /// The project of its calls; empty when it is disabled.
    public var projectID: String { self.core?.projectID ?? "" }

    /// Starts a call beneath the current one of this task, or a new trace.
    ///
    /// Whoever starts a call must end it; one that is let go of unfinished is recorded as cancelled. The call becomes
    /// nobody's context by itself: use ``withCall(_:inputs:attributes:displayName:parent:threadID:turnID:operation:)``,
    /// or `CallContext.$current.withValue(call.context)`. A parent of another project is not taken as a parent.
    ///
    /// - Parameters:
    ///   - name: The op: a plain name or a Weave reference.
    ///   - inputs: The arguments by name, an object; not evaluated when the call is not recorded.
    ///   - attributes: What is said about the call from outside, an object; nothing secret.
    ///   - displayName: A name for this one call.
    ///   - parent: The place it is made in; `nil` starts a trace.
    ///   - threadID: The conversation; `nil` means that of the place.
    ///   - turnID: The turn of that conversation; `nil` means that of the place.
    public func startCall(
        _ name: String, inputs: @autoclosure () -> RawJSON = .emptyObject, attributes: RawJSON = .emptyObject,
        displayName: String? = nil, parent: CallContext? = CallContext.current, threadID: String? = nil,
        turnID: String? = nil
    ) -> OpenCall {
        guard let core = self.core else { return .inert }
        guard core.records(beneath: parent?.call, sampleRate: nil) else { return .unsampled }
        return OpenCall(
            core, name: core.name(of: name), inputs: core.rules.applied(to: inputs()),
            attributes: attributes, displayName: displayName, parent: parent,
            threadID: threadID, turnID: turnID)
    }

    /// Starts a call beneath the current one of this task, or a new trace; inputs and attributes are any values.
    ///
    /// Otherwise as ``startCall(_:inputs:attributes:displayName:parent:threadID:turnID:)``.
    public func startCall(
        _ name: String, inputs: @autoclosure () -> CallInputs, attributes: @autoclosure () -> CallInputs = [:],
        displayName: String? = nil, parent: CallContext? = CallContext.current, threadID: String? = nil,
        turnID: String? = nil
    ) -> OpenCall {
        guard let core = self.core else { return .inert }
        guard core.records(beneath: parent?.call, sampleRate: nil) else { return .unsampled }
        return OpenCall(
            core, name: core.name(of: name), inputs: inputs().encoded(by: core.rules),
            attributes: attributes().encoded(by: core.rules), displayName: displayName, parent: parent,
            threadID: threadID, turnID: turnID)
    }

    /// Starts a call of an op whose code is known; otherwise as with a name.
    public func startCall(
        _ op: OpSource, inputs: @autoclosure () -> CallInputs = [:], attributes: @autoclosure () -> CallInputs = [:],
        displayName: String? = nil, parent: CallContext? = CallContext.current, threadID: String? = nil,
        turnID: String? = nil
    ) -> OpenCall {
        guard let core = self.core else { return .inert }
        guard core.records(beneath: parent?.call, sampleRate: nil) else { return .unsampled }
        return OpenCall(
            core, name: core.name(of: op), inputs: inputs().encoded(by: core.rules),
            attributes: attributes().encoded(by: core.rules), displayName: displayName, parent: parent,
            threadID: threadID, turnID: turnID)
    }
}

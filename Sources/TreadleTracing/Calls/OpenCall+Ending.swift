internal import Synchronization
public import TreadleCore
internal import TreadleTrace

extension OpenCall {
    /// Ends it well, with the output set so far.
    public func finish() { self.end(.success, output: nil) }

    /// Ends it well.
    public func finish(output: RawJSON) { self.end(.success, output: self.rules.applied(to: output)) }

    /// Ends it with an error, keeping the output set so far.
    ///
    /// The exception is a ``CategorizedError``'s message, or what the error says of itself; values that an error only
    /// carries are not printed. A cancellation ends it as ``cancel(reason:)`` does.
    public func fail(_ error: any Error) {
        guard self.core != nil else { return }
        let categorized = error as? any CategorizedError
        if error is CancellationError {
            self.cancel()
        } else if let categorized, categorized.category == .cancelled {
            self.cancel(reason: categorized.message)
        } else {
            self.end(.failed(categorized?.message ?? Self.describe(error)), output: nil)
        }
    }

    /// Ends it because whoever wanted it went away, keeping the output set so far.
    public func cancel(reason: String = "the task was cancelled") {
        self.end(.cancelled(reason: reason), output: nil)
    }

    func end(_ outcome: Outcome, output: RawJSON?) {
        guard let core = self.core else { return }
        // A clock that is set back must not make a call end before it started.
        let endedAt = max(core.options.now(), self.startedAt)
        let exception = outcome.exception
        let final = self.state.withLock { $0.end(output: output, isError: exception != nil) }
        guard let final else { return }
        // Upwards first: when this returns, an enclosing call that ends next has counted it.
        var ancestor = self.parent
        while let open = ancestor, !open.state.withLock({ $0.absorb(final.tally) }) { ancestor = open.parent }

        self.hand(final, outcome, exception: exception, endedAt: endedAt, to: core)
    }

    /// Gives the recorder what there is, in the form it takes.
    private func hand(
        _ final: State, _ outcome: Outcome, exception: String?, endedAt: Timestamp, to core: Tracer.Core
    ) {
        let attributes = self.attributes(with: final.attributes)
        let summary = self.summary(of: final, outcome)
        if let recorder = core.encodedRecorder {
            let call = CallText.bytes(
                id: self.id, projectID: core.projectID, opName: self.name, displayName: self.displayName,
                traceID: self.traceID, parentID: self.parent?.id, threadID: self.threadID, turnID: self.turnID,
                startedAt: self.startedAt, endedAt: endedAt, attributes: attributes, inputs: self.inputs,
                output: final.output, exception: exception, summary: summary)
            if call.withUnsafeBytes({ recorder.record(encoded: $0) }) { return }
        }
        core.recorder.record(
            Call(
                id: self.id, projectID: core.projectID, opName: self.name, displayName: self.displayName,
                traceID: self.traceID, parentID: self.parent?.id, threadID: self.threadID, turnID: self.turnID,
                startedAt: self.startedAt, endedAt: endedAt, attributes: attributes, inputs: self.inputs,
                output: final.output, exception: exception, summary: summary))
    }

    private func attributes(with later: JSONObject) -> RawJSON {
        if later.members.isEmpty { return self.attributes }
        return self.rules.applied(to: self.attributes.setting(later.members.map { ($0.name, RawJSON($0.value)) }))
    }

    private func summary(of final: State, _ outcome: Outcome) -> RawJSON {
        var treadle = final.summary["treadle"]?.object ?? [:]
        if case .cancelled = outcome { treadle["outcome"] = "cancelled" }
        if let first = final.firstTokenAt {
            let waited = max(0, first.microseconds - self.startedAt.microseconds)
            treadle["time_to_first_token_ms"] = .double(Double(waited) / 1000)
        }
        return final.tally.summary(treadle: treadle, others: final.summary)
    }

    /// What an error says of itself. One that says nothing gives its type and case, not the values it carries.
    private static func describe(_ error: any Error) -> String {
        let limit = 2000
        if let error = error as? any CustomStringConvertible { return String(error.description.prefix(limit)) }
        let type = String(describing: type(of: error))
        let mirror = Mirror(reflecting: error)
        guard mirror.displayStyle == .enum else { return type }
        return "\(type).\(mirror.children.first?.label ?? "\(error)")"
    }
}

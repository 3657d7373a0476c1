internal import TreadleCore

/// An op that is told its inputs by name with each call, and its body, too: what `@Op` makes of a function.
package struct InlineOp: Sendable {
    private let definition: OpDefinition
    private let recordsInputs: Bool
    /// Whether results are recorded, and the elements of sequences.
    package let recordsOutput: Bool

    package init(
        _ source: OpSource, displayName: String?, attributes: CallInputs, kind: OpKind?, color: OpColor?,
        sampleRate: Double, redacting: Set<String>, recordsInputs: Bool, recordsOutput: Bool
    ) {
        self.definition = OpDefinition(
            source, inputs: [], arity: 0, displayName: displayName, attributes: attributes, kind: kind, color: color,
            sampleRate: sampleRate, redacting: redacting)
        self.recordsInputs = recordsInputs
        self.recordsOutput = recordsOutput
    }

    /// Runs a body in a call beneath the current one; where nothing is traced it only runs.
    ///
    /// - Throws: What the body throws, untouched.
    package func call<Success, Failure: Error>(
        _ inputs: () -> CallInputs, body: (OpenCall) async throws(Failure) -> Success
    ) async throws(Failure) -> Success {
        guard let call = self.start(inputs) else { return try await body(.inert) }
        guard !self.recordsOutput else { return try await call.around(body) }
        return try await call.around { (call: OpenCall) async throws(Failure) -> Success in
            let result = try await body(call)
            call.finish(making: { nil })
            return result
        }
    }

    /// Runs a synchronous body in a call beneath the current one; otherwise like the asynchronous one.
    ///
    /// - Throws: What the body throws, untouched.
    package func call<Success, Failure: Error>(
        _ inputs: () -> CallInputs, body: (OpenCall) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        guard let call = self.start(inputs) else { return try body(.inert) }
        guard !self.recordsOutput else { return try call.around(body) }
        return try call.around { (call: OpenCall) throws(Failure) -> Success in
            let result = try body(call)
            call.finish(making: { nil })
            return result
        }
    }

    /// Starts a call here; `nil` where nothing is traced.
    private func start(_ inputs: () -> CallInputs) -> OpenCall? {
        let place = CallContext.current
        guard let core = Tracer.core(at: place) else { return nil }
        guard core.records(beneath: place?.call, sampleRate: self.definition.sampleRate) else { return .unsampled }
        let op = self.definition.op(in: core)
        return OpenCall(
            core, name: op.name, inputs: self.recordsInputs ? inputs().encoded(by: op.rules) : .emptyObject,
            attributes: .emptyObject, displayName: self.definition.displayName, parent: place, op: op)
    }
}

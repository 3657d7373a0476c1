internal import TreadleCore

/// What an op records of its calls. Its parts are the op's affair.
public struct OpRecording<Output, each Input>: Sendable {
    let definition: OpDefinition
    let displayName: (@Sendable (repeat each Input) -> String)?
    let inputs: (@Sendable (repeat each Input) -> CallInputs)?
    let output: (@Sendable (Output) -> any Encodable)?

    /// Starts a call here; `nil` where nothing is traced.
    func start(_ input: repeat each Input) -> OpenCall? {
        let place = CallContext.current
        guard let core = Tracer.core(at: place) else { return nil }
        guard core.records(beneath: place?.call, sampleRate: self.definition.sampleRate) else { return .unsampled }
        let op = self.definition.op(in: core)
        return OpenCall(
            core, name: op.name, inputs: self.encode(repeat each input, by: op.rules), attributes: .emptyObject,
            displayName: self.displayName?(repeat each input) ?? self.definition.displayName, parent: place, op: op)
    }

    private func encode(_ input: repeat each Input, by rules: ValueRules) -> RawJSON {
        if let inputs = self.inputs { return inputs(repeat each input).encoded(by: rules) }
        if self.definition.inputs.isEmpty { return .emptyObject }
        let sink = ValueSink(rules)
        var index = 0
        sink.writer.beginObject()
        for value in repeat each input {
            sink.member(self.definition.inputs[index], any: value)
            index += 1
        }
        sink.writer.endObject()
        return sink.finish()
    }

    /// Ends a call with what came of it.
    func end<Failure: Error>(_ call: OpenCall, with result: Result<Output, Failure>) throws(Failure) -> Output {
        switch result {
        case .success(let value):
            call.finish(making: {
                if let output = self.output { return call.rules.encode(output(value)) }
                return call.rules.encode(any: value)
            })
            return value
        case .failure(let error):
            call.fail(error)
            throw error
        }
    }
}

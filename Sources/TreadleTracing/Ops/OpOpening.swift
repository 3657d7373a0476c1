public import TreadleCore

/// A call of an op that is about to start: where, and how its arguments are written.
@usableFromInline
struct OpOpening {
    let definition: OpDefinition
    let core: Tracer.Core
    let place: CallContext?
    /// `nil` for a call that chance leaves out.
    let op: SessionOp?

    @usableFromInline var isSampled: Bool { self.op != nil }

    private var rules: ValueRules { self.op?.rules ?? self.core.rules }

    /// Where the arguments go.
    @usableFromInline
    func sink() -> ValueSink {
        let sink = ValueSink(self.rules, capacity: self.definition.inputSize.capacity)
        sink.writer.beginObject()
        return sink
    }

    /// The arguments that were written.
    @usableFromInline
    func finish(_ sink: ValueSink) -> RawJSON {
        sink.writer.endObject()
        let inputs = sink.finish()
        self.definition.inputSize.note(inputs.bytes.count)
        return inputs
    }

    @usableFromInline
    func encode(_ inputs: CallInputs) -> RawJSON { inputs.encoded(by: self.rules) }

    @usableFromInline
    consuming func start(_ inputs: consuming RawJSON, displayName: consuming String?) -> OpenCall {
        OpenCall(
            self.core, name: self.op?.name ?? self.definition.source.name, inputs: inputs, attributes: .emptyObject,
            displayName: displayName ?? self.definition.displayName, parent: self.place, op: self.op)
    }
}

extension OpDefinition {
    /// Looks where a call belongs that starts here; `nil` where nothing is traced.
    @usableFromInline
    func opening() -> OpOpening? {
        let place = CallContext.current
        guard let core = Tracer.core(at: place) else { return nil }
        let isSampled = core.records(beneath: place?.call, sampleRate: self.sampleRate)
        return OpOpening(definition: self, core: core, place: place, op: isSampled ? self.op(in: core) : nil)
    }

    /// A result as JSON. One that is not `Encodable` is its type's name.
    @usableFromInline
    func encoded<Value>(any value: Value, for call: OpenCall) -> RawJSON? {
        let output = call.rules.encode(any: value, capacity: self.outputSize.capacity)
        if let output { self.outputSize.note(output.bytes.count) }
        return output
    }
}

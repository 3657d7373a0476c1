public import TreadleCore

/// What an op records of its calls. Its parts are the op's affair.
public struct OpRecording<Output, each Input>: Sendable {
    @usableFromInline let definition: OpDefinition
    @usableFromInline let displayName: (@Sendable (repeat each Input) -> String)?
    @usableFromInline let inputs: (@Sendable (repeat each Input) -> CallInputs)?
    @usableFromInline let output: (@Sendable (Output) -> any Encodable)?

    /// Starts a call here; `nil` where nothing is traced.
    @inlinable
    func start(_ input: repeat each Input) -> OpenCall? {
        guard let opening = self.definition.opening() else { return nil }
        guard opening.isSampled else { return OpenCall.unsampled }
        let inputs: RawJSON
        if let chosen = self.inputs {
            inputs = opening.encode(chosen(repeat each input))
        } else {
            let sink = opening.sink()
            var index = 0
            for value in repeat each input {
                sink.member(self.definition.inputs[index], any: value)
                index += 1
            }
            inputs = opening.finish(sink)
        }
        return opening.start(inputs, displayName: self.displayName?(repeat each input))
    }

    /// Ends a call with what came of it.
    @inlinable
    func end<Failure: Error>(_ call: OpenCall, with result: Result<Output, Failure>) throws(Failure) -> Output {
        switch result {
        case .success(let value):
            call.finish(making: {
                if let output = self.output { return call.encoded(output(value)) }
                return Output.self == Void.self ? nil : self.definition.encoded(any: value, for: call)
            })
            return value
        case .failure(let error):
            call.fail(error)
            throw error
        }
    }
}

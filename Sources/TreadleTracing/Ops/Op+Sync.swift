extension Op {
    /// Makes an op of a function that does not wait.
    ///
    /// - Parameters:
    ///   - name: The op's name.
    ///   - inputs: The names of the arguments, in order; those that are missing are `arg0`, `arg1` and so on.
    ///   - displayName: What its calls are shown as.
    ///   - callDisplayName: What one call is shown as, made of its arguments; it wins over `displayName`.
    ///   - attributes: Members for the attributes of its calls; those of a scope win over them. Nothing secret.
    ///   - kind: What it is, for those who look at its calls.
    ///   - color: What color its calls are shown in.
    ///   - sampleRate: The part of its calls that is recorded where they start a trace, from 0 to 1.
    ///   - redacting: Names whose values are taken out of its inputs and outputs, beside those of the tracer.
    ///   - capturesCode: Whether its code is kept with its version.
    ///   - recordingInputs: Says what is recorded in the place of the arguments.
    ///   - recordingOutput: Says what is recorded in the place of the result.
    ///   - source: Its code, where that is known already.
    ///   - filePath: Where its code is.
    ///   - line: Where in that file it begins.
    ///   - body: What it does.
    @_disfavoredOverload  // a function that returns a sequence makes another kind of op
    public init<Failure: Error, Output, each Input>(
        _ name: String, inputs: String..., displayName: String? = nil,
        callDisplayName: (@Sendable (repeat each Input) -> String)? = nil, attributes: CallInputs = [:],
        kind: OpKind? = nil, color: OpColor? = nil, sampleRate: Double = 1, redacting: Set<String> = [],
        capturesCode: Bool = true,
        recordingInputs: (@Sendable (repeat each Input) -> CallInputs)? = nil,
        recordingOutput: (@Sendable (Output) -> any Encodable)? = nil,
        source: OpSource? = nil, filePath: String = #filePath, line: Int = #line,
        body: @escaping @Sendable (repeat each Input) throws(Failure) -> Output
    ) where Body == SyncBody<Failure, Output, repeat each Input> {
        var arity = 0
        for _ in repeat (each Input).self { arity += 1 }
        let definition = OpDefinition(
            source ?? OpSource(name: name, filePath: filePath, line: line, capturesCode: capturesCode),
            inputs: inputs, arity: arity, displayName: displayName, attributes: attributes, kind: kind, color: color,
            sampleRate: sampleRate, redacting: redacting)
        self.init(
            definition,
            body: SyncBody(
                run: body,
                recording: OpRecording(
                    definition: definition, displayName: callDisplayName, inputs: recordingInputs,
                    output: recordingOutput)))
    }

    /// Runs the op, recorded as a call beneath the current one.
    ///
    /// - Throws: What its body throws, untouched.
    @inlinable  // a pack is slow where the compiler does not know what is in it
    public func callAsFunction<Failure: Error, Output, each Input>(
        _ input: repeat each Input
    ) throws(Failure) -> Output where Body == SyncBody<Failure, Output, repeat each Input> {
        guard TracingSwitch.isOn, let call = self.body.recording.start(repeat each input) else {
            return try self.body.run(repeat each input)
        }
        let result: Result<Output, Failure> = CallContext.$current.withValue(call.context) {
            do throws(Failure) {
                return .success(try self.body.run(repeat each input))
            } catch {
                return .failure(error)
            }
        }
        return try self.body.recording.end(call, with: result)
    }
}

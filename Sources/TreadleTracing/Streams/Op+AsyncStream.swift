extension Op {
    /// Makes an op of a function that returns a sequence after a while.
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
    ///   - accumulating: What becomes of the elements.
    ///   - recordingInputs: Says what is recorded in the place of the arguments.
    ///   - source: Its code, where that is known already.
    ///   - filePath: Where its code is.
    ///   - line: Where in that file it begins.
    ///   - body: What it does.
    public init<Failure: Error, Output: AsyncSequence & Sendable, each Input: Sendable>(
        _ name: String, inputs: String..., displayName: String? = nil,
        callDisplayName: (@Sendable (repeat each Input) -> String)? = nil, attributes: CallInputs = [:],
        kind: OpKind? = nil, color: OpColor? = nil, sampleRate: Double = 1, redacting: Set<String> = [],
        capturesCode: Bool = true, accumulating: StreamAccumulator<Output.Element> = .collecting,
        recordingInputs: (@Sendable (repeat each Input) -> CallInputs)? = nil,
        source: OpSource? = nil, filePath: String = #filePath, line: Int = #line,
        body: @escaping @Sendable @concurrent (repeat each Input) async throws(Failure) -> Output
    ) where Body == AsyncStreamBody<Failure, Output, repeat each Input> {
        var arity = 0
        for _ in repeat (each Input).self { arity += 1 }
        let definition = OpDefinition(
            source ?? OpSource(name: name, filePath: filePath, line: line, capturesCode: capturesCode),
            inputs: inputs, arity: arity, displayName: displayName, attributes: attributes, kind: kind, color: color,
            sampleRate: sampleRate, redacting: redacting)
        self.init(
            definition,
            body: AsyncStreamBody(
                run: body,
                recording: OpRecording(
                    definition: definition, displayName: callDisplayName, inputs: recordingInputs,
                    output: nil), accumulator: accumulating))
    }

    /// Runs the op; its call ends when the sequence that it returns does.
    ///
    /// - Throws: What its body throws, untouched.
    public func callAsFunction<Failure: Error, Output: AsyncSequence & Sendable, each Input: Sendable>(
        _ input: repeat each Input
    ) async throws(Failure) -> TracedSequence<Output>
    where Body == AsyncStreamBody<Failure, Output, repeat each Input> {
        guard let call = self.body.recording.start(repeat each input) else {
            return TracedSequence(untraced: try await self.body.run(repeat each input))
        }
        let result: Result<Output, Failure> = await CallContext.$current.withValue(call.context) {
            do throws(Failure) {
                return .success(try await self.body.run(repeat each input))
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let sequence): return call.trace(sequence, accumulating: self.body.accumulator)
        case .failure(let error):
            call.fail(error)
            throw error
        }
    }
}

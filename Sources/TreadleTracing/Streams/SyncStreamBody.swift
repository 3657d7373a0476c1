/// The body of an op that returns a sequence at once.
public struct SyncStreamBody<Failure: Error, Output: AsyncSequence, each Input>: Sendable {
    let run: @Sendable (repeat each Input) throws(Failure) -> Output
    let recording: OpRecording<Output, repeat each Input>
    let accumulator: StreamAccumulator<Output.Element>
}

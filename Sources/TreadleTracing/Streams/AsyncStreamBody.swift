/// The body of an op that returns a sequence after a while.
public struct AsyncStreamBody<Failure: Error, Output: AsyncSequence & Sendable, each Input: Sendable>: Sendable {
    // `@concurrent` is spelled out: a closure that is handed to a pack of parameters with the caller's isolation crashes
    // the compiler (6.3.1).
    let run: @Sendable @concurrent (repeat each Input) async throws(Failure) -> Output
    let recording: OpRecording<Output, repeat each Input>
    let accumulator: StreamAccumulator<Output.Element>
}

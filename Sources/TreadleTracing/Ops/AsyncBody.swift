/// The body of an op that may wait.
public struct AsyncBody<Failure: Error, Output: Sendable, each Input: Sendable>: Sendable {
    // `@concurrent` is spelled out: a closure that is handed to a pack of parameters with the caller's isolation crashes
    // the compiler (6.3.1).
    let run: @Sendable @concurrent (repeat each Input) async throws(Failure) -> Output
    let recording: OpRecording<Output, repeat each Input>
}

/// The body of an op that may wait.
public struct AsyncBody<Failure: Error, Output: Sendable, each Input: Sendable>: Sendable {
    // `@concurrent` is spelled out: a closure that is handed to a pack of parameters with the caller's isolation crashes
    // the compiler (6.3.1).
    @usableFromInline let run: @Sendable @concurrent (repeat each Input) async throws(Failure) -> Output
    @usableFromInline let recording: OpRecording<Output, repeat each Input>
}

/// The body of an op that does not wait.
public struct SyncBody<Failure: Error, Output, each Input>: Sendable {
    @usableFromInline let run: @Sendable (repeat each Input) throws(Failure) -> Output
    @usableFromInline let recording: OpRecording<Output, repeat each Input>
}

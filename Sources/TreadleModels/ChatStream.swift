/// An answer as it comes: chunks in order, then exactly one terminal event, then `nil` for ever.
public protocol ChatStream: Sendable {
    /// The next event. One call at a time.
    ///
    /// Cancelling the calling task ends the stream with ``ChatEvent/cancelled(partial:)``.
    func next() async -> ChatEvent?

    /// Gives the rest up, telling the host; the terminal event is then ``ChatEvent/cancelled(partial:)``. May be called
    /// from anywhere, any number of times; after the terminal event it does nothing.
    ///
    /// - Returns: What had come, when it is this call that ended the stream; `nil` when it had ended before.
    @discardableResult func cancel() -> ChatCompletion?
}

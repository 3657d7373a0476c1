/// A body that comes in parts, pulled by its one reader.
///
/// The reader calls ``next()`` until it returns `nil` or throws, or else calls ``cancel()`` exactly when it stops before
/// that. Nothing is produced that nobody asked for beyond a small buffer: a slow reader slows the writer.
public protocol HTTPBodyStream: Sendable {
    /// The next part, never empty; `nil` after the last one.
    ///
    /// One call at a time. Cancelling the calling task ends the body as ``cancel()`` does.
    ///
    /// - Throws: ``HTTPError`` when the body broke off, `CancellationError` after cancellation.
    func next() async throws -> ArraySlice<UInt8>?

    /// Gives the rest up: whoever produces it is told to stop. May be called from anywhere, at any time, any number of
    /// times; after the end it does nothing.
    func cancel()
}

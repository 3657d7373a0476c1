/// Something long-lived: it runs until it is done.
///
/// Draining and cancelling are two things. ``drain()`` asks it to finish what it has and then return from ``run()``;
/// cancelling the task that runs it drops what it has.
public protocol Service: Sendable {
    /// Runs until drained, cancelled or broken.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, or why it broke.
    func run() async throws

    /// Asks ``run()`` to finish what it has and return. Never waits; calling it twice is calling it once.
    func drain()
}

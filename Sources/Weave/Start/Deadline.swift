/// Gives an operation so long; then it is cancelled, and `expired` is what is thrown.
///
/// The operation must heed cancellation: it is waited for.
func withDeadline<Success: Sendable>(
    _ limit: Duration, clock: any Clock<Duration>, expired: @Sendable () -> any Error,
    operation: @escaping @Sendable () async throws -> Success
) async throws -> Success {
    let result = try await withThrowingTaskGroup(of: Success?.self) { group in
        group.addTask { try await operation() }
        group.addTask {
            try await clock.sleep(for: limit)
            return nil
        }
        defer { group.cancelAll() }
        return try await group.next() ?? nil
    }
    // The deadline's own cancellation is no error of the operation's.
    guard let result else { throw expired() }
    return result
}

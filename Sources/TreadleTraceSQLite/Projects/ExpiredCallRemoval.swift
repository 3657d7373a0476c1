public import TreadleCore
internal import TreadleTrace

/// Removes calls whose project's retention has ended, at the start and every hour from then on.
public final class ExpiredCallRemoval: Service {
    /// How long it rests between two rounds.
    public static let interval: Duration = .seconds(3600)

    private let store: SQLiteTraceStore
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let undrained: AsyncStream<Never>
    private let draining: AsyncStream<Never>.Continuation

    /// Makes the service; nothing is removed before it runs.
    ///
    /// - Parameters:
    ///   - store: Where the calls are.
    ///   - clock: Measures the rests.
    ///   - logger: Is told of rounds that removed something, and of those that failed.
    ///   - now: The moment that retention is counted back from.
    public init(
        _ store: SQLiteTraceStore, clock: any Clock<Duration> = ContinuousClock(), logger: Logger = .silent,
        now: @escaping @Sendable () -> Timestamp = { .now }
    ) {
        self.store = store
        self.clock = clock
        self.logger = logger
        self.now = now
        (self.undrained, self.draining) = AsyncStream.makeStream()
    }

    public func drain() { self.draining.finish() }

    /// Removes until drained or cancelled; see ``Service/run()``. It runs once.
    ///
    /// After ``drain()`` it ends with the transaction that it is in: what is left is removed at the next start.
    public func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while !Task.isCancelled {
                    await self.removeOnce()
                    guard (try? await self.clock.sleep(for: Self.interval)) != nil else { return }
                }
            }
            group.addTask { for await _ in self.undrained {} }
            await group.next()
            group.cancelAll()
        }
        try Task.checkCancellation()
    }

    private func removeOnce() async {
        do {
            let count = try await self.store.removeExpiredCalls(now: self.now())
            if count > 0 { self.logger.info("removed calls past their retention", metadata: ["calls": "\(count)"]) }
        } catch is CancellationError {
        } catch {
            // The next round tries again.
            let message = (error as? any CategorizedError)?.message ?? String(describing: type(of: error))
            self.logger.warning("calls past their retention could not be removed", metadata: ["error": message])
        }
    }
}

/// When a request to a trace server that failed is sent again, and after how long.
public struct RetryPolicy: Sendable, Hashable {
    /// How often a request is sent at most, the first time included.
    public var attempts: Int
    /// The most that the first pause may last; each further one may last twice as long as the one before.
    public var firstPause: Duration
    /// The most that any pause may last that the server did not ask for.
    public var longestPause: Duration
    /// The longest pause that a server may ask for; where it asks for more, the error comes at once, and says so.
    public var longestPauseAskedFor: Duration

    /// Makes a policy.
    public init(
        attempts: Int, firstPause: Duration = .milliseconds(500), longestPause: Duration = .seconds(8),
        longestPauseAskedFor: Duration = .seconds(60)
    ) {
        self.attempts = attempts
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.longestPauseAskedFor = longestPauseAskedFor
    }

    /// Each request is sent once.
    public static let none = RetryPolicy(attempts: 1)
    /// Up to three times, as Weave's Python client does.
    public static let standard = RetryPolicy(attempts: 3)

    /// How long to wait after so many attempts have failed; `nil` to give up.
    ///
    /// - Parameters:
    ///   - asked: The pause that the server asked for; then that is how long it is.
    ///   - chance: Where between none and the most the pause falls, from 0 up to 1: clients that failed together come
    ///     back one by one.
    package func pause(afterAttempts count: Int, asked: Duration?, chance: Double) -> Duration? {
        guard count < self.attempts else { return nil }
        if let asked { return asked <= self.longestPauseAskedFor ? asked : nil }
        let longest = min(self.firstPause * (1 << min(max(count - 1, 0), 30)), self.longestPause)
        return longest * chance
    }
}

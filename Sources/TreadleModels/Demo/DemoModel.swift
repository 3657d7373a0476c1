public import TreadleCore

/// A model that needs no key and no network, and says so: it answers by simple rules, the same every time.
///
/// It streams, calls tools, embeds, keeps to `max_tokens`, `stop`, `n`, `tool_choice` and `response_format`, and refuses
/// requests that OpenAI would refuse, so that everything around a model can be tried and tested.
public struct DemoModel: Sendable {
    /// The name it goes by.
    public static let name: String = ModelCatalog.demoName
    /// What every text of its own starts with.
    public static let label: String = "(Treadle's built-in demo model)"
    static let fingerprint = "fp_treadle_demo"

    /// Who answers: `demo`.
    public var provider: String { Self.name }
    let now: @Sendable () -> Timestamp
    let makeID: @Sendable () -> String
    let delayBetweenWords: Duration?
    let clock: any Clock<Duration>

    /// Makes the model.
    ///
    /// - Parameters:
    ///   - delayBetweenWords: A pause before each piece of a streamed answer, for those who want to see it stream.
    ///   - clock: What that pause is measured with.
    ///   - now: What the answers are dated by.
    ///   - makeID: What their identifiers end in.
    public init(
        delayBetweenWords: Duration? = nil, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Timestamp = { Timestamp.now },
        makeID: @escaping @Sendable () -> String = { UUIDv7.make() }
    ) {
        self.delayBetweenWords = delayBetweenWords
        self.clock = clock
        self.now = now
        self.makeID = makeID
    }
}

public import TreadleTrace

/// How patient a client is.
public struct ClientOptions: Sendable {
    /// How long one request may take, its repetitions included; 30 s unless set, `nil` for as long as it takes.
    ///
    /// An operation that needs several, such as storing a large table, has as long for each, and so has each page of a
    /// stream.
    public var deadline: Duration? = .seconds(30)
    /// When a request that failed is sent again; only a client that ``AsyncWeaveClient/create(entity:project:serverURL:apiKey:ensureProjectExists:options:)``
    /// made does that, and only where a request may arrive twice.
    public var retries: RetryPolicy = .standard

    /// Makes the default options.
    public init() {}
}

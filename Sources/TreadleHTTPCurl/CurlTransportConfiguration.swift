/// The limits and manners of a ``CurlTransport``.
public struct CurlTransportConfiguration: Sendable {
    /// How long finding the host, connecting and the TLS handshake may take together.
    public var connectTimeout: Duration = .seconds(10)
    /// How long the other side may stay silent before the exchange fails with ``HTTPError/Code/timedOut``.
    ///
    /// Time during which the exchange waits for us (a response nobody reads, a request body that does not come) does
    /// not count. Waiting for a free connection does, on top of ``connectTimeout``.
    public var idleTimeout: Duration = .seconds(60)
    /// How many bytes of a response may wait for their reader before the connection is no longer read from.
    ///
    /// What is kept can be longer by what comes in one read, 16 KiB.
    public var responseBufferHighWater: Int = 256 * 1024
    /// How few bytes of a response may be left before a paused connection is read from again.
    public var responseBufferLowWater: Int = 64 * 1024
    /// How many bytes a response's head may have, all its fields together; a longer one is ``HTTPError/Code/malformed``.
    public var maximumHeadBytes: Int = 128 * 1024
    /// How many connections to one host may be open; further exchanges wait for one of them.
    public var maximumConnectionsPerHost: Int = 256
    /// How many connections are kept open for later exchanges, those in use included.
    public var maximumConnectionsKept: Int = 512
    /// What is sent as `User-Agent` where a request names none; `nil` sends none.
    public var userAgent: String? = "treadle"
    /// Whether responses may come compressed; they are then decompressed, and told so by no header field.
    ///
    /// Off, what the other side sends travels through as it is. On, mind that few bytes may become many: read the body
    /// with a limit.
    public var acceptsCompression: Bool = false
    /// Whether HTTP/2 is offered to `https` hosts.
    ///
    /// Exchanges with one host then share a connection, and a response nobody reads is held back by HTTP/2's windows,
    /// up to 32 MiB each, instead of by ``responseBufferHighWater`` alone.
    public var allowsHTTP2: Bool = false
    /// Whether `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` in the environment are honoured.
    public var usesEnvironmentProxies: Bool = true
    /// A file of certificate authorities in PEM form to trust instead of the system's.
    public var certificateAuthorities: String?

    /// Makes the default configuration.
    public init() {}
}

public import TreadleCore
public import TreadleHTTP
public import TreadleTrace

/// A trace server at the other end of the wire: Treadle's, or any that speaks Weave's API.
///
/// Queries must name a project. Line breaks between the tokens of a payload come back as spaces, and white space
/// between the members of a summary goes; everything else comes back byte for byte.
public struct RemoteTraceServer: Sendable {
    /// How much a server may send, and how often it is asked.
    public struct Options: Sendable {
        /// The largest call in an answer, in bytes; 256 MiB unless set.
        public var callLimit: Int = 256 << 20
        /// When a request that failed is sent again; each is sent once unless set.
        ///
        /// What may have arrived is sent again only where that is the same as sending it once.
        public var retries: RetryPolicy = .none

        /// Makes the default options.
        public init() {}
    }

    let baseURL: String
    let options: Options
    let clock: any Clock<Duration>
    let chance: @Sendable () -> Double
    private let apiKey: Secret?
    private let authorization: Secret?
    private let transport: any HTTPTransport

    /// Makes a client; nothing is sent before something is asked.
    ///
    /// - Parameters:
    ///   - baseURL: Where the API is, such as `http://127.0.0.1:8080/traces`.
    ///   - apiKey: Sent as the password of the user `api`, as Weave's clients do.
    ///   - transport: How requests travel.
    ///   - options: Limits.
    ///   - clock: What measures the pauses before a request is sent again.
    ///   - chance: Where in its range such a pause falls, from 0 up to 1.
    public init(
        baseURL: String, apiKey: Secret? = nil, transport: any HTTPTransport, options: Options = Options(),
        clock: any Clock<Duration> = ContinuousClock(),
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.options = options
        self.apiKey = apiKey
        self.authorization = apiKey.map { Secret(Digest.base64([UInt8](utf8: "api:" + $0.reveal()))) }
        self.transport = transport
        self.clock = clock
        self.chance = chance
    }

    /// Sends a request once and returns its answer once that is known to be a success.
    ///
    /// - Throws: ``FailedAttempt``; `CancellationError`.
    func attempt(_ request: RemoteRequest) async throws -> HTTPBody {
        var sent = HTTPRequest(
            request.method, self.baseURL + request.path, headers: ["Accept": request.mediaType],
            body: .bytes(request.bytes))
        sent.headers["Content-Type"] = request.contentType
        if let authorization = self.authorization { sent.headers["Authorization"] = "Basic " + authorization.reveal() }
        let response: HTTPResponse
        do {
            response = try await self.transport.send(sent)
        } catch let error as HTTPError {
            throw FailedAttempt(
                TraceError(
                    .unavailable, "the trace server at \(self.baseURL) could not be asked: \(error.message)",
                    cause: error))
        }
        guard response.isSuccess else {
            let secrets = [self.apiKey, self.authorization].compactMap { $0?.reveal() }
            throw FailedAttempt(await TraceError(response, from: self.baseURL, without: secrets), answer: response)
        }
        return response.body
    }
}

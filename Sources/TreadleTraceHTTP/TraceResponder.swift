internal import TreadleCore
public import TreadleHTTP
public import TreadleTrace

/// Answers Weave's trace API from a store: the server's end of the trace wire.
///
/// At the root and under `/traces`; `docs/weave-compatibility.md` lists the paths, and others are 404. What a request asks
/// and is not understood is refused (422), never skipped. `GET /calls/feed` is ours.
public struct TraceResponder: HTTPResponder {
    /// How much a client may send, and what it hears while nothing happens.
    public struct Options: Sendable {
        /// The largest request body in bytes; 256 MiB unless set. (Weave's clients keep batches below 32 MiB, and send a
        /// larger call or table by itself.)
        public var bodyLimit: Int = 256 << 20
        /// How many bytes of bodies over 4 MiB are read and answered at a time; 512 MiB unless set.
        public var totalBodyLimit: Int = 512 << 20
        /// How long a large body waits for others before it is refused (503); 15 s unless set.
        public var bodyPatience: Duration = .seconds(15)
        /// Who a caller is, as an opaque text that is stored with what the caller writes; `local` for all unless set.
        ///
        /// An empty text says that nobody knows: then what the caller says of itself is kept.
        public var userID: @Sendable (HTTPRequest) -> String = { _ in "local" }
        /// The name of such a caller, for people to read; the same text unless set.
        public var username: @Sendable (String) -> String = { $0 }
        /// The entity of projects that clients name without one; `treadle` unless set.
        public var entity: String = "treadle"
        /// The server's version, as clients are told.
        public var version: String = "0.1.0"
        /// Whether identifiers of calls and traces may be any text, which Weave's clients never send; not unless set.
        public var acceptsAnyID = false
        /// How often a feed says that it is alive while no calls come; 15 s unless set.
        public var heartbeat: Duration = .seconds(15)

        /// Makes the default options.
        public init() {}
    }

    let server: any TraceServer
    let store: any CallStore
    let feed: CallFeed?
    let options: Options
    let clock: any Clock<Duration>
    private let gate: BodyGate

    /// Makes a responder.
    ///
    /// - Parameters:
    ///   - server: What answers.
    ///   - calls: Where calls are recorded and found, where that is not the server itself but something around it.
    ///   - feed: What `/calls/feed` tells; the store must publish to it (``ObservedCallStore``). 404 without.
    ///   - options: Limits.
    ///   - clock: What measures the feed's heartbeat, and waiting.
    public init(
        _ server: any TraceServer, calls: (any CallStore)? = nil, feed: CallFeed? = nil, options: Options = Options(),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.server = server
        self.store = calls ?? server
        self.feed = feed
        self.options = options
        self.clock = clock
        self.gate = BodyGate(
            capacity: max(options.bodyLimit, options.totalBodyLimit), patience: options.bodyPatience, clock: clock)
    }

    /// Whether a path belongs to the trace API; one that does and is unknown is answered 404 in the API's own shape.
    public static func handles(path: String) -> Bool { TraceEndpoint.isOurs(path) }

    /// An error in the shape that clients of the trace API read, for what is refused before it gets here.
    public static func refusal(_ status: Int, _ reason: String, headers: HTTPFields = [:]) -> HTTPResponse {
        WireRefusal(status, reason).response(with: headers)
    }

    public func respond(to request: HTTPRequest) async -> HTTPResponse {
        do {
            return try await self.answer(request)
        } catch let refusal as WireRefusal {
            return refusal.response
        } catch let error as TraceError {
            return WireRefusal(error).response
        } catch let error as HTTPError {
            return WireRefusal(error).response
        } catch is CancellationError {
            return WireRefusal(ErrorCategory.cancelled.httpStatus, "the request was cancelled").response
        } catch {
            // Whatever it says may hold what nobody outside should see.
            return WireRefusal(500, "the trace store failed").response
        }
    }

    private func answer(_ request: HTTPRequest) async throws -> HTTPResponse {
        let candidates = TraceEndpoint.matching(request.path)
        guard !candidates.isEmpty else { throw WireRefusal(404, "there is nothing at \(request.path)") }
        guard let match = candidates.first(where: { $0.endpoint.method == request.method }) else {
            let methods = candidates.map(\.endpoint.method.rawValue).joined(separator: ", ")
            var response = WireRefusal(405, "\(request.path) takes \(methods)").response
            response.headers["Allow"] = methods
            return response
        }
        let parameters = match.parameters.compactMap { URLText.decode($0) }
        guard parameters.count == match.parameters.count else {
            throw WireRefusal(400, "\(request.path) holds a broken percent escape")
        }
        let lease = BodyLease(of: self.gate, limit: self.options.bodyLimit)
        defer { lease.release() }
        return try await match.endpoint.answer(
            self,
            TraceRequest(
                http: request, parameters: parameters, identify: self.options.userID, lease: lease))
    }
}

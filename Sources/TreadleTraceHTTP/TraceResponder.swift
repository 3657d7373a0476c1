internal import TreadleCore
public import TreadleHTTP
public import TreadleTrace

/// Answers Weave's trace API from a store: the server's end of the trace wire.
///
/// At the root and under `/traces`: `POST /calls/stream_query`, `/calls/query`, `/call/read`,
/// `/v2/{entity}/{project}/calls/complete`, and `GET /calls/feed`, which is ours. Other paths are 404. What a request
/// asks and is not understood is refused (422), never skipped.
public struct TraceResponder: HTTPResponder {
    /// How much a client may send, and what it hears while nothing happens.
    public struct Options: Sendable {
        /// The largest request body in bytes; 64 MiB unless set (Weave's clients send up to 32 MiB).
        public var bodyLimit: Int = 64 << 20
        /// How often a feed says that it is alive while no calls come; 15 s unless set.
        public var heartbeat: Duration = .seconds(15)

        /// Makes the default options.
        public init() {}
    }

    let store: any CallStore
    let feed: CallFeed?
    let options: Options
    let clock: any Clock<Duration>

    /// Makes a responder.
    ///
    /// - Parameters:
    ///   - store: Where calls are recorded and found.
    ///   - feed: What `/calls/feed` tells; the store must publish to it (``ObservedCallStore``). 404 without.
    ///   - options: Limits.
    ///   - clock: What measures the feed's heartbeat.
    public init(
        _ store: any CallStore, feed: CallFeed? = nil, options: Options = Options(),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.store = store
        self.feed = feed
        self.options = options
        self.clock = clock
    }

    /// Whether a path belongs to the trace API; one that does and is unknown is answered 404 in the API's own shape.
    public static func handles(path: String) -> Bool { TraceRoute.isOurs(path) }

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
        guard let route = TraceRoute(path: request.path) else {
            throw WireRefusal(404, "there is nothing at \(request.path)")
        }
        guard request.method == route.method else {
            var response = WireRefusal(405, "\(request.path) takes \(route.method)").response
            response.headers["Allow"] = route.method.rawValue
            return response
        }
        switch route {
        case .streamQuery: return try await self.streamCalls(self.json(of: request))
        case .query: return try await self.listCalls(self.json(of: request))
        case .read: return try await self.readCall(self.json(of: request))
        case .complete(let projectID): return try await self.complete(self.json(of: request), in: projectID)
        case .feed: return try self.streamFeed(request)
        }
    }

    private func json(of request: HTTPRequest) async throws -> RawJSON {
        let bytes = try await request.body.collect(upTo: self.options.bodyLimit)
        do {
            return try RawJSON(bytes, limits: .wire)
        } catch {
            throw WireRefusal.misfit(["body"], "the body is not JSON: \(error)", type: "json_invalid")
        }
    }
}

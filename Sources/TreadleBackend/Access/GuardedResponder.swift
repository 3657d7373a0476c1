public import TreadleCore
public import TreadleHTTP

/// Lets requests through to a responder that the policy allows, and answers browsers' CORS questions.
public struct GuardedResponder: HTTPResponder {
    private let policy: AccessPolicy
    private let inner: any HTTPResponder
    private let logger: Logger
    private let render: @Sendable (GatewayFailure, String) -> HTTPResponse

    /// Puts a policy before a responder; each request is a line of the log at `debug`, without query and headers.
    ///
    /// - Parameter render: Makes the answer of a refusal, in the shape that clients of that path read.
    public init(
        _ inner: any HTTPResponder, policy: AccessPolicy, logger: Logger = .silent,
        render: @escaping @Sendable (_ refusal: GatewayFailure, _ path: String) -> HTTPResponse = { refusal, _ in
            refusal.response
        }
    ) {
        self.inner = inner
        self.policy = policy
        self.logger = logger
        self.render = render
    }

    public func respond(to request: HTTPRequest) async -> HTTPResponse {
        let start = ContinuousClock.now
        var response = await self.answer(request)
        // Refusals, and answers that wait for nobody else: all of their time is ours.
        if response.headers["x-treadle-overhead-ms"] == nil {
            response.headers.append("x-treadle-overhead-ms", (ContinuousClock.now - start).millisecondsText)
        }
        self.logger.debug(
            "answered",
            metadata: [
                "method": request.method.rawValue, "path": request.path, "status": "\(response.status)",
                "peer": request.peer?.address ?? "", "call": response.headers["x-treadle-call-id"] ?? "",
            ])
        return response
    }

    private func answer(_ request: HTTPRequest) async -> HTTPResponse {
        guard let origin = self.policy.corsOrigin(of: request) else { return await self.guarded(request) }
        // A preflight carries no key by design (Fetch Standard, "CORS-preflight request").
        var response =
            request.method == .options && request.headers["Access-Control-Request-Method"] != nil
            ? Self.preflight(request) : await self.guarded(request)
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "x-treadle-call-id, x-treadle-overhead-ms"
        response.headers.append("Vary", "Origin")
        return response
    }

    private func guarded(_ request: HTTPRequest) async -> HTTPResponse {
        guard let failure = self.policy.refusal(of: request) else { return await self.inner.respond(to: request) }
        request.body.discard()
        return self.render(failure, request.path)
    }

    private static func preflight(_ request: HTTPRequest) -> HTTPResponse {
        var headers: HTTPFields = [
            "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, OPTIONS", "Access-Control-Max-Age": "600",
        ]
        headers["Access-Control-Allow-Headers"] = request.headers["Access-Control-Request-Headers"]
        return HTTPResponse(204, headers: headers)
    }
}

public import TreadleCore
public import TreadleHTTP

/// Answers `/health`, `/info`, and `/` with a few words on what there is.
public struct StatusResponder: HTTPResponder {
    private let health: @Sendable () async -> RawJSON
    private let info: RawJSON

    /// Makes a responder.
    ///
    /// - Parameters:
    ///   - health: Tells how the server is, each time it is asked.
    ///   - info: The configuration, without secrets.
    public init(health: @escaping @Sendable () async -> RawJSON, info: RawJSON) {
        self.health = health
        self.info = info
    }

    /// Whether it answers that path.
    public static func handles(path: String) -> Bool { ["/", "/health", "/info"].contains(path) }

    public func respond(to request: HTTPRequest) async -> HTTPResponse {
        request.body.discard()
        guard request.method == .get || request.method == .head else {
            var failure = GatewayFailure(
                405, "this route takes GET", type: "invalid_request_error", code: "method_not_allowed")
            failure.headers["Allow"] = "GET, HEAD"
            return failure.response
        }
        switch request.path {
        case "/health": return .json(await self.health())
        case "/info": return .json(self.info)
        default: return .text(Self.welcome)
        }
    }

    private static let welcome = """
        Treadle, an AI backend in which every step leaves a trace.

          POST /v1/chat/completions   OpenAI-compatible chat, whole or streamed
          POST /v1/embeddings         OpenAI-compatible embeddings
          GET  /v1/models             the models there are
          GET  /ws                    the WebSocket protocol
          GET  /health, /info         how the server is, and how it is set up

        See every call with `treadle calls`.

        """
}

public import TreadleCore
public import TreadleHTTP
public import TreadleModels
public import TreadleTracing

/// OpenAI's API on this server: `/v1/chat/completions`, `/v1/embeddings`, `/v1/models`.
///
/// Every chat and embedding request is a call in the trace; requests and answers pass through as the bytes they are.
public struct Gateway: HTTPResponder {
    /// What the gateway is made of.
    public struct Parts: Sendable {
        /// The models, each tracing itself.
        public var models: ModelCatalog
        /// Where requests are traced.
        public var tracer: Tracer
        /// The model of requests that name none.
        public var defaultModel: String
        /// The longest body taken, in bytes.
        public var bodyLimit: Int
        /// Lists the upstream's models; `nil` without an upstream.
        public var listUpstreamModels: (@Sendable () async throws -> [ModelCard])?

        /// Is told of faults of ours, which clients are told nothing of.
        public var logger: Logger

        /// Collects the parts.
        public init(
            models: ModelCatalog, tracer: Tracer, defaultModel: String, bodyLimit: Int,
            listUpstreamModels: (@Sendable () async throws -> [ModelCard])? = nil, logger: Logger = .silent
        ) {
            self.logger = logger
            self.models = models
            self.tracer = tracer
            self.defaultModel = defaultModel
            self.bodyLimit = bodyLimit
            self.listUpstreamModels = listUpstreamModels
        }
    }

    let parts: Parts

    /// Makes a gateway.
    public init(_ parts: Parts) {
        self.parts = parts
    }

    public func respond(to request: HTTPRequest) async -> HTTPResponse {
        let timing = RequestTiming()
        return await UpstreamMeter.$current.withValue(timing.meter) {
            do {
                return try await self.route(request, timing)
            } catch {
                var response = self.failure(error, callID: "").response
                response.headers["x-treadle-overhead-ms"] = timing.overhead.millisecondsText
                return response
            }
        }
    }

    private func route(_ request: HTTPRequest, _ timing: RequestTiming) async throws -> HTTPResponse {
        switch request.path {
        case "/v1/chat/completions":
            try Self.require([.post], request)
            return try await self.chat(request, timing)
        case "/v1/embeddings":
            try Self.require([.post], request)
            return try await self.embeddings(request, timing)
        case "/v1/models":
            try Self.require([.get, .head], request)
            return try await self.models(timing)
        case let path where path.hasPrefix("/v1/models/"):
            try Self.require([.get, .head], request)
            return try await self.model(String(path.dropFirst("/v1/models/".count)), timing)
        default:
            throw GatewayFailure(
                404, "no such route; there are /v1/chat/completions, /v1/embeddings and /v1/models",
                type: "invalid_request_error", code: "not_found")
        }
    }

    private static func require(_ methods: [HTTPMethod], _ request: HTTPRequest) throws(GatewayFailure) {
        guard !methods.contains(request.method) else { return }
        request.body.discard()
        let allowed = methods.map(\.rawValue).joined(separator: ", ")
        var failure = GatewayFailure(
            405, "this route takes \(allowed), not \(request.method)", type: "invalid_request_error",
            code: "method_not_allowed")
        failure.headers["Allow"] = allowed
        throw failure
    }

    /// Finds the answer to an error, and says in the log what a client is not told.
    func failure(_ error: any Error, callID: String) -> GatewayFailure {
        let failure = GatewayFailure(error)
        if failure.isFault {
            self.parts.logger.error("a request failed", metadata: ["call": callID, "error": "\(error)"])
        }
        return failure
    }

    /// Reads a request's body as JSON.
    func body(of request: HTTPRequest) async throws -> RawJSON {
        try RawJSON(try await request.body.collect(upTo: self.parts.bodyLimit))
    }

    /// What every request that comes over HTTP says of itself in the trace.
    static let attributes = JSONWriter.object { $0.member("protocol", "http") }
}

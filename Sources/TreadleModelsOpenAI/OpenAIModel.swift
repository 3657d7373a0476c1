public import TreadleCore
public import TreadleHTTP
public import TreadleModels

/// Models behind an OpenAI-compatible API.
///
/// Requests go out as the bytes they came in and answers come back so; both are checked, and nothing is decoded that is
/// not needed. Source of the shapes: OpenAI's API reference for `/chat/completions` and `/embeddings`.
public struct OpenAIModel: Sendable {
    let host: OpenAIHost
    private let transport: any HTTPTransport
    /// Where an answer in one piece stops being read.
    private let answerLimit = 64 << 20

    /// Makes the models of a host.
    public init(host: OpenAIHost, transport: any HTTPTransport) {
        self.host = host
        self.transport = transport
    }

    /// The models the host lists: OpenAI's `model` objects, as they came.
    ///
    /// - Throws: ``ModelError``, or `CancellationError`.
    public func listModels() async throws -> [RawJSON] {
        let list = try await self.collect(try await self.send(HTTPRequest(.get, "\(self.host.baseURL)/models")))
        guard let models = list["data"], models.kind == .array else {
            throw ModelError(.malformedAnswer, "the upstream's list of models has no array named data")
        }
        return models.elements()
    }

    func post(_ path: String, _ body: RawJSON, accept: String = "application/json") async throws -> HTTPResponse {
        try await self.send(
            HTTPRequest(
                .post, self.host.baseURL + path, headers: ["Content-Type": "application/json", "Accept": accept],
                body: .bytes(body.bytes)))
    }

    /// Sends a request; a refusal is thrown.
    private func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        var request = request
        if let key = self.host.apiKey { request.headers["Authorization"] = "Bearer \(key.reveal())" }
        do {
            let response = try await UpstreamMeter.measure { try await self.transport.send(request) }
            guard !response.isSuccess else { return response }
            let body = try? await UpstreamMeter.measure { try await response.body.collect(upTo: 1 << 20) }
            var error = OpenAIRefusal.error(status: response.status, headers: response.headers, body: body ?? [])
            error.message = self.host.hidingKey(in: error.message)
            throw error
        } catch let error as HTTPError {
            throw ModelError(transport: error)
        }
    }

    /// Reads an answer that is one JSON object.
    func collect(_ response: HTTPResponse) async throws -> RawJSON {
        do {
            let limit = self.answerLimit
            let bytes = try await UpstreamMeter.measure { try await response.body.collect(upTo: limit) }
            let answer = try RawJSON(bytes)
            guard answer.kind == .object else {
                throw ModelError(.malformedAnswer, "the upstream answered with JSON that is not an object")
            }
            return answer
        } catch let error as HTTPError {
            throw ModelError(transport: error)
        } catch let error as JSONError {
            throw ModelError(.malformedAnswer, "the upstream's answer is not JSON: \(error)", cause: error)
        }
    }
}

extension OpenAIModel: LanguageModel {
    public var provider: String { self.host.provider }

    public func complete(_ request: ChatRequest) async throws -> ChatCompletion {
        var request = request
        if request.isStreaming { request.set([("stream", nil), ("stream_options", nil)]) }
        return ChatCompletion(wire: try await self.collect(try await self.post("/chat/completions", request.wire)))
    }

    public func stream(_ request: ChatRequest) async throws -> any ChatStream {
        var request = request
        let hidesUsage = self.host.asksForUsage && !request.includesUsage
        if !request.isStreaming { request.set([("stream", RawJSON(boolean: true))]) }
        if hidesUsage {
            let options = request.wire["stream_options"].flatMap { $0.kind == .object ? $0 : nil } ?? .emptyObject
            request.set([("stream_options", options.setting([("include_usage", RawJSON(boolean: true))]))])
        }
        let response = try await self.post("/chat/completions", request.wire, accept: "text/event-stream")
        let type = response.headers["Content-Type"] ?? "no content type"
        guard type.lowercased().hasPrefix("text/event-stream") else {
            response.body.discard()
            throw ModelError(
                .malformedAnswer, "the upstream answered a streamed request with \(type) instead of text/event-stream")
        }
        return OpenAIChatStream(response.body, hidesUsage: hidesUsage, host: self.host)
    }
}

extension OpenAIModel: EmbeddingModel {
    public func embed(_ request: EmbeddingRequest) async throws -> EmbeddingAnswer {
        EmbeddingAnswer(wire: try await self.collect(try await self.post("/embeddings", request.wire)))
    }
}

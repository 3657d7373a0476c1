public import TreadleCore
internal import TreadleHTTP
public import TreadleModels
public import TreadleTools
public import TreadleTracing

/// Does what the requests of the WebSocket protocol ask for.
public struct RPCService: Sendable {
    /// What the service is made of.
    public struct Parts: Sendable {
        /// The models, each tracing itself.
        public var models: ModelCatalog
        /// The tools that clients may run, and that the server runs for them.
        public var toolbox: Toolbox
        /// Where requests are traced.
        public var tracer: Tracer
        /// What requests are given that do not say.
        public var defaults: ChatDefaults
        /// How many requests of one connection may run at once.
        public var requestsPerClient: Int

        /// Is told of faults of ours, which clients are told nothing of.
        public var logger: Logger

        /// Collects the parts.
        public init(
            models: ModelCatalog, toolbox: Toolbox, tracer: Tracer, defaults: ChatDefaults, requestsPerClient: Int = 64,
            logger: Logger = .silent
        ) {
            self.logger = logger
            self.models = models
            self.toolbox = toolbox
            self.tracer = tracer
            self.defaults = defaults
            self.requestsPerClient = requestsPerClient
        }
    }

    let parts: Parts
    let toolsList: RawJSON

    init(_ parts: Parts) {
        self.parts = parts
        self.toolsList = RawJSON(JSONValue.object(["tools": .array(parts.toolbox.definitions.map(\.wire))]))
    }

    static let pong = JSONWriter.object { $0.member("pong", true) }
    private static let attributes = JSONWriter.object { $0.member("protocol", "websocket") }

    /// Works a request off. Returns its last frame: the answer, or the error in its place.
    func answer(_ request: RPCRequest, _ reply: RPCReply) async -> ArraySlice<UInt8> {
        let call = self.parts.tracer.startCall(
            request.kind.rawValue, inputs: request.payload, attributes: Self.attributes)
        do {
            return try await CallContext.$current.withValue(call.context) {
                switch request.kind {
                case .chatCompletion: try await self.chat(request, reply, call, isStreaming: false)
                case .chatCompletionStream: try await self.chat(request, reply, call, isStreaming: true)
                case .embedding: try await self.embed(request, call)
                case .toolExecute: try await self.executeTool(request, call)
                case .ping, .toolsList, .cancel:
                    preconditionFailure("\(request.kind) is answered where it comes in")
                }
            }
        } catch {
            if error is CancellationError {
                call.cancel(reason: reply.endingReason)
                return RPCFailure(request.id, .cancelled, "the request was cancelled: \(reply.endingReason)").frame
            }
            call.fail(error)
            let failure = RPCFailure(request.id, error)
            if failure.category == .internal {
                self.parts.logger.error("a request failed", metadata: ["call": call.id, "error": "\(error)"])
            }
            return failure.frame
        }
    }

    private func embed(_ request: RPCRequest, _ call: OpenCall) async throws -> ArraySlice<UInt8> {
        var embedding = try EmbeddingRequest(wire: request.payload)
        if embedding.model.isEmpty { embedding.set([("model", RawJSON(string: self.parts.defaults.model))]) }
        guard embedding.wire["input"] != nil else {
            throw ModelError(.invalidRequest, "input is required", parameter: "input")
        }
        let answer = try await self.parts.models[embedding.model].embed(embedding)
        call.finish(output: answer.wire)
        return RPCAnswer("embedding_response", request.id).frame(answer.wire)
    }

    private func executeTool(_ request: RPCRequest, _ call: OpenCall) async throws -> ArraySlice<UInt8> {
        let toolCall = try ToolCall(payload: request.payload)
        let content = try await self.parts.toolbox.run(toolCall)
        let result = RawJSON(ToolResult(toolCallID: toolCall.id, content: content).wire)
        call.finish(output: result)
        return RPCAnswer("tool_execute_response", request.id).frame(result)
    }
}

extension ToolCall {
    /// Reads the payload of `tool_execute`.
    fileprivate init(payload: RawJSON) throws(ModelError) {
        guard let call = payload["tool_call"], call.kind == .object else {
            throw ModelError(.invalidRequest, "tool_call must be an object", parameter: "payload.tool_call")
        }
        guard let name = call["function"]?["name"]?.string else {
            throw ModelError(
                .invalidRequest, "the tool's name must be a string", parameter: "payload.tool_call.function.name")
        }
        // Some clients send the arguments as an object instead of its text.
        let arguments = call["function"]?["arguments"]
        guard arguments == nil || arguments?.kind == .string || arguments?.kind == .object else {
            throw ModelError(
                .invalidRequest, "arguments must be JSON text or an object",
                parameter: "payload.tool_call.function.arguments")
        }
        self.init(
            id: call["id"]?.string ?? "", name: name, arguments: arguments?.string ?? arguments?.text ?? "{}")
    }
}

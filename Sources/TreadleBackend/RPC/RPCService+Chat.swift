internal import TreadleCore
internal import TreadleModels
internal import TreadleTools
internal import TreadleTracing

extension RPCService {
    func chat(
        _ request: RPCRequest, _ reply: RPCReply, _ call: OpenCall, isStreaming: Bool
    ) async throws -> ArraySlice<UInt8> {
        let payload = try ChatPayload(
            request.payload, defaults: self.parts.defaults, isStreaming: isStreaming, toolbox: self.parts.toolbox)
        let model = self.parts.models[payload.request.model]
        let chunks = RPCAnswer("chat_completion_stream_chunk", request.id)
        let ask: (ChatRequest) async throws -> ChatCompletion = { question in
            guard isStreaming else { return try await model.complete(question) }
            return try await Self.follow(try await model.stream(question), call) { chunk in
                try await reply.send(chunks.frame(chunk.wire))
            }
        }
        guard let maximumSteps = payload.maximumSteps else {
            let completion = try await ask(payload.request)
            // The call is durable before its answer leaves.
            call.finish(output: completion.wire)
            guard isStreaming else {
                return RPCAnswer("chat_completion_response", request.id).frame(completion.wire)
            }
            return Self.end(request, completion, treadle: nil)
        }
        let loop = ToolLoop(toolbox: self.parts.toolbox, maximumSteps: maximumSteps)
        let outcome = try await loop.run(payload.request, ask: ask) { step, result in
            guard isStreaming else { return }
            try await reply.send(chunks.frame(ToolLoop.Outcome.chunk(step, result)))
        }
        let treadle = outcome.summary(callID: call.id)
        let completion = outcome.wire(treadle)
        call.finish(output: completion)
        guard isStreaming else { return RPCAnswer("chat_completion_response", request.id).frame(completion) }
        return Self.end(request, ChatCompletion(wire: completion), treadle: treadle)
    }

    /// Passes a stream's chunks on, and returns the whole answer.
    ///
    /// - Throws: What ended it early; what had come is then the call's output.
    private static func follow(
        _ stream: any ChatStream, _ call: OpenCall, emit: (ChatChunk) async throws -> Void
    ) async throws -> ChatCompletion {
        while let event = await stream.next() {
            switch event {
            case .chunk(let chunk):
                if chunk.hasToken { call.markFirstToken() }
                do {
                    try await emit(chunk)
                } catch {
                    if let partial = stream.cancel() { call.setOutput(partial.wire) }
                    // A connection that is over is a client that went away.
                    throw CancellationError()
                }
            case .completed(let completion), .incomplete(let completion):
                return completion
            case .failed(let error, let partial):
                call.setOutput(partial.wire)
                throw error
            case .cancelled(let partial):
                call.setOutput(partial.wire)
                throw CancellationError()
            }
        }
        throw ModelError(.brokenOff, "the answer ended without saying how")
    }

    /// The frame that closes a stream.
    private static func end(
        _ request: RPCRequest, _ completion: ChatCompletion, treadle: RawJSON?
    ) -> ArraySlice<UInt8> {
        let message = completion.message
        let data = JSONWriter.object { writer in
            writer.member("finish_reason", completion.finishReason.map { RawJSON(string: $0) } ?? RawJSON.null)
            if let model = completion.model { writer.member("model", model) }
            if let usage = completion.wire["usage"] { writer.member("usage", usage) }
            writer.member("content", message?.wire["content"] ?? RawJSON.null)
            if let calls = message?.wire["tool_calls"] { writer.member("tool_calls", calls) }
            if let treadle { writer.member("treadle", treadle) }
        }
        return RPCAnswer("chat_completion_stream_end", request.id).frame(data)
    }
}

internal import TreadleCore
internal import TreadleHTTP
internal import TreadleModels
internal import TreadleTracing

extension Gateway {
    func chat(_ request: HTTPRequest, _ timing: RequestTiming) async throws -> HTTPResponse {
        let body = try await self.body(of: request)
        // What is wrong with a request is part of its trace, so the call starts before anything is looked at.
        let isStreaming = body["stream"]?.boolean ?? false
        let call = self.startCall(isStreaming ? "chat_completion_stream" : "chat_completion", body)
        do {
            var chat = try ChatRequest(wire: body)
            if chat.model.isEmpty { chat.set([("model", RawJSON(string: self.parts.defaultModel))]) }
            let model = self.parts.models[chat.model]
            let question = chat
            return try await CallContext.$current.withValue(call.context) {
                guard isStreaming else {
                    let completion = try await model.complete(question)
                    // The call is durable before its answer leaves.
                    call.finish(output: completion.wire)
                    return .json(completion.wire, headers: timing.fields(callID: call.id))
                }
                let body = ChatEventBody(try await model.stream(question), call: call)
                var headers = timing.fields(callID: call.id)
                headers["Content-Type"] = "text/event-stream; charset=utf-8"
                headers["Cache-Control"] = "no-cache"
                return HTTPResponse(200, headers: headers, body: .stream(body))
            }
        } catch {
            return self.failed(error, call, timing)
        }
    }

    /// Starts the call of a request, whatever its body says.
    func startCall(_ name: String, _ body: RawJSON) -> OpenCall {
        // A call's inputs are an object; a body that is none is shown in one.
        self.parts.tracer.startCall(
            name, inputs: body.kind == .object ? body : JSONWriter.object { $0.member("body", body) },
            attributes: Self.attributes)
    }

    /// Ends the call with an error and answers with it.
    func failed(_ error: any Error, _ call: OpenCall, _ timing: RequestTiming) -> HTTPResponse {
        if error is CancellationError { call.cancel(reason: "the client went away") } else { call.fail(error) }
        var response = self.failure(error, callID: call.id).response
        for field in timing.fields(callID: call.id).fields { response.headers.append(field.name, field.value) }
        return response
    }
}

internal import TreadleCore
internal import TreadleHTTP
internal import TreadleModels
internal import Weave

extension Gateway {
    func chat(_ request: HTTPRequest, _ timing: RequestTiming) async throws -> HTTPResponse {
        var chat = try ChatRequest(wire: try await self.body(of: request))
        var name = chat.model
        if name.isEmpty {
            name = self.parts.defaultModel
            chat.set([("model", RawJSON(string: name))])
        }
        let isStreaming = chat.isStreaming
        let call = self.parts.tracer.startCall(
            isStreaming ? "chat_completion_stream" : "chat_completion", inputs: chat.wire, attributes: Self.attributes)
        let model = self.parts.models[name]
        let question = chat
        do {
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

    /// Ends the call with an error and answers with it.
    func failed(_ error: any Error, _ call: OpenCall, _ timing: RequestTiming) -> HTTPResponse {
        if error is CancellationError { call.cancel(reason: "the client went away") } else { call.fail(error) }
        var response = GatewayFailure(error).response
        for field in timing.fields(callID: call.id).fields { response.headers.append(field.name, field.value) }
        return response
    }
}

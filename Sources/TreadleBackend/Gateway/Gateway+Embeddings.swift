internal import TreadleCore
internal import TreadleHTTP
internal import TreadleModels
internal import TreadleTracing

extension Gateway {
    func embeddings(_ request: HTTPRequest, _ timing: RequestTiming) async throws -> HTTPResponse {
        let body = try await self.body(of: request)
        let call = self.startCall("embedding", body)
        do {
            var embedding = try EmbeddingRequest(wire: body)
            guard embedding.wire["input"] != nil else {
                throw ModelError(.invalidRequest, "input is required", parameter: "input")
            }
            if embedding.model.isEmpty { embedding.set([("model", RawJSON(string: self.parts.defaultModel))]) }
            let model = self.parts.models[embedding.model]
            let question = embedding
            let answer = try await CallContext.$current.withValue(call.context) { try await model.embed(question) }
            call.finish(output: answer.wire)
            return .json(answer.wire, headers: timing.fields(callID: call.id))
        } catch {
            return self.failed(error, call, timing)
        }
    }
}

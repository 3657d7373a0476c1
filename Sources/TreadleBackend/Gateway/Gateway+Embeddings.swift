internal import TreadleCore
internal import TreadleHTTP
internal import TreadleModels
internal import Weave

extension Gateway {
    func embeddings(_ request: HTTPRequest, _ timing: RequestTiming) async throws -> HTTPResponse {
        var embedding = try EmbeddingRequest(wire: try await self.body(of: request))
        guard embedding.wire["input"] != nil else {
            throw ModelError(.invalidRequest, "input is required", parameter: "input")
        }
        var name = embedding.model
        if name.isEmpty {
            name = self.parts.defaultModel
            embedding.set([("model", RawJSON(string: name))])
        }
        let call = self.parts.tracer.startCall("embedding", inputs: embedding.wire, attributes: Self.attributes)
        let model = self.parts.models[name]
        let question = embedding
        do {
            let answer = try await CallContext.$current.withValue(call.context) { try await model.embed(question) }
            call.finish(output: answer.wire)
            return .json(answer.wire, headers: timing.fields(callID: call.id))
        } catch {
            return self.failed(error, call, timing)
        }
    }
}

internal import TreadleCore
internal import TreadleTracing

extension DemoModel: EmbeddingModel {
    public func embed(_ request: EmbeddingRequest) async throws -> EmbeddingAnswer {
        let request = try DemoEmbeddingRequest(request)
        var writer = JSONWriter(capacity: request.inputs.count * request.dimensions * 12 + 256)
        writer.beginObject()
        writer.member("object", "list")
        writer.name("data")
        writer.beginArray()
        for (index, input) in request.inputs.enumerated() {
            // A long list is work for seconds; whoever gave up should not pay for it.
            try Task.checkCancellation()
            let vector = DemoVector(of: input, dimensions: request.dimensions)
            writer.beginObject()
            writer.member("object", "embedding")
            writer.member("index", index)
            writer.name("embedding")
            if request.isBase64 {
                writer.write(vector.base64)
            } else {
                writer.write(vector.raw)
            }
            writer.endObject()
        }
        writer.endArray()
        writer.member("model", Self.name)
        let tokens = request.inputs.reduce(0) { $0 + DemoTokenizer.count($1) }
        writer.member("usage", ["prompt_tokens": .integer(tokens), "total_tokens": .integer(tokens)])
        writer.endObject()
        return EmbeddingAnswer(wire: writer.raw)
    }
}

internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    static let refs: [TraceEndpoint] = [
        TraceEndpoint(.post, "/refs/read_batch") { responder, request in
            try await responder.readRefs(request.object(knowing: ["refs"]))
        }
    ]
}

extension TraceResponder {
    /// `POST /refs/read_batch`: the values that refs name, in their order.
    func readRefs(_ body: WireObject) async throws -> HTTPResponse {
        let values = try await self.server.values(of: body.longTexts("refs"))
        let size = values.reduce(32) { $0 + $1.bytes.count + 1 }
        return .json(
            JSONWriter.object(capacity: size) { writer in
                writer.array("vals") { writer in
                    for value in values { writer.write(value) }
                }
            })
    }
}

internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    /// Writing calls.
    static let calls: [TraceEndpoint] = [
        TraceEndpoint(.post, "/v2/{entity}/{project}/calls/complete") { responder, request in
            try await responder.complete(request.json(), in: request.parameters.joined(separator: "/"))
        }
    ]
}

extension TraceResponder {
    /// `POST /v2/{entity}/{project}/calls/complete`: records a batch, all of it or nothing.
    func complete(_ body: RawJSON, in projectID: String) async throws -> HTTPResponse {
        guard let batch = body["batch"], batch.kind == .array else {
            throw WireRefusal.misfit(["body", "batch"], "batch must be a list", type: "missing")
        }
        var calls: [Call] = []
        for (index, element) in batch.elements().enumerated() {
            let location = ["body", "batch", "\(index)"]
            do {
                let call = try Call(wire: element)
                guard ExactText(call.projectID) == ExactText(projectID) else {
                    throw TraceError(.invalidRequest, "project_id must be \(projectID), as in the path")
                }
                guard !call.id.isEmpty else { throw TraceError(.invalidRequest, "id must not be empty") }
                calls.append(call)
            } catch let error as TraceError {
                throw WireRefusal.misfit(location, error.message)
            }
        }
        try await self.store.record(calls)
        return .json(.emptyObject)
    }
}

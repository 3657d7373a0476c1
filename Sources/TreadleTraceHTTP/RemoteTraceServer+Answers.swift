internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension RemoteTraceServer {
    /// Asks for one JSON value; it may be as long as a call.
    func answer(to path: String, _ body: RawJSON, isRepeatable: Bool = true) async throws -> RawJSON {
        var request = RemoteRequest(.post, path, body)
        request.isRepeatable = isRepeatable
        return try await self.answer(to: request)
    }

    /// Asks for one JSON value; it may be as long as a call.
    func answer(to request: RemoteRequest, limits: JSONLimits = .wire) async throws -> RawJSON {
        try await self.exchange(request) { body in
            do {
                return try RawJSON(await body.collect(upTo: self.options.callLimit), limits: limits)
            } catch let error as HTTPError {
                throw self.failure(error)
            } catch let error as JSONError {
                throw self.nonsense(error)
            }
        }
    }

    /// Asks for an object.
    func ask(_ path: String, _ body: RawJSON) async throws -> RawJSON {
        let answer = try await self.answer(to: path, body)
        guard answer.kind == .object else { throw self.nonsense() }
        return answer
    }

    /// What an answer means; `nil` is that it is not what the protocol says.
    func parse<Success>(_ answer: RawJSON, _ read: (RawJSON) -> Success?) throws -> Success {
        guard let success = read(answer) else {
            throw self.nonsense(JSONError("a member is missing, or of another kind", at: 0))
        }
        return success
    }
}

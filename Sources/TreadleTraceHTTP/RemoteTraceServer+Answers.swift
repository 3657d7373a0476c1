internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension RemoteTraceServer {
    /// Asks for one JSON value; it may be as long as a call.
    func answer(to path: String, _ request: RawJSON) async throws -> RawJSON {
        let body = try await self.send(.post, path, accepting: "application/json", body: request)
        return try await self.json(body)
    }

    /// The one JSON value of a body.
    func json(_ body: HTTPBody) async throws -> RawJSON {
        do {
            return try RawJSON(await body.collect(upTo: self.options.callLimit), limits: .wire)
        } catch let error as HTTPError {
            throw self.failure(error)
        } catch let error as JSONError {
            throw self.nonsense(error)
        }
    }

    /// What an answer means; `nil` is that it is not what the protocol says.
    func parse<Success>(_ answer: RawJSON, _ read: (RawJSON) -> Success?) throws -> Success {
        guard let success = read(answer) else {
            throw self.nonsense(JSONError("a member is missing, or of another kind", at: 0))
        }
        return success
    }
}

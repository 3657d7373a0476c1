internal import TreadleCore
internal import TreadleHTTP

/// A request to one endpoint.
struct TraceRequest: Sendable {
    let http: HTTPRequest
    /// What stands in the path for the pattern's names, decoded.
    let parameters: [String]
    /// Tells who asks.
    let identify: @Sendable (HTTPRequest) -> String
    /// What the body holds of the room that there is for large ones, until the answer is there.
    let lease: BodyLease

    /// Who asks, as the server knows the caller.
    var userID: String { self.identify(self.http) }

    /// The body, once there is room for it.
    func bytes() async throws -> ArraySlice<UInt8> { try await self.lease.collect(self.http.body) }

    /// The body, as JSON.
    func json() async throws -> RawJSON {
        let bytes = try await self.bytes()
        do {
            return try RawJSON(bytes, limits: .wire)
        } catch {
            throw Self.notJSON(error)
        }
    }

    /// Reads the body in the pass that also checks that it is JSON.
    func read<Success>(_ read: (inout JSONCursor) throws -> Success) async throws -> Success {
        let bytes = try await self.bytes()
        do {
            return try JSONCursor.reading(bytes, limits: .wire, read)
        } catch let error as JSONError {
            throw Self.notJSON(error)
        }
    }

    /// The project in the path of `/v2/{entity}/{project}/…`.
    var project: String { self.parameters.prefix(2).joined(separator: "/") }

    private static func notJSON(_ error: any Error) -> WireRefusal {
        .misfit(["body"], "the body is not JSON: \(error)", type: "json_invalid")
    }

    /// The body as an object whose members are all known.
    func object(knowing known: Set<String>) async throws -> WireObject {
        try WireObject(await self.json(), knowing: known)
    }
}

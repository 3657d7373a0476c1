internal import TreadleHTTP
internal import TreadleTrace

extension RemoteTraceServer {
    /// Listens to calls of a project as they are recorded, from the moment this returns.
    ///
    /// The feed ends when the server goes away; nothing reconnects.
    ///
    /// - Throws: ``TraceError``; ``TraceError/Code/notFound`` from a server that has no feed.
    public func feed(of projectID: String) async throws -> RemoteCallFeed {
        let path = "/calls/feed?project_id=\(URLText.encode(projectID))"
        let body = try await self.send(.get, path, accepting: "text/event-stream")
        return RemoteCallFeed(body: body, server: self)
    }
}

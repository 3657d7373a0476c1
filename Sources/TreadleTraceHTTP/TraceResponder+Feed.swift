internal import TreadleHTTP
internal import TreadleTrace

extension TraceResponder {
    /// `GET /calls/feed?project_id=…`: server-sent events, one per recorded call, until the client goes.
    func streamFeed(_ request: HTTPRequest) throws -> HTTPResponse {
        guard let feed = self.feed else { throw WireRefusal(404, "this server has no feed") }
        guard let project = URLText.value(of: "project_id", in: request.query) else {
            throw WireRefusal.misfit(["query", "project_id"], "project_id is missing", type: "missing")
        }
        // Listening starts here, before the head is sent: what is recorded once the client sees it is not missed.
        let events = CallEvents(
            of: feed.subscribe(to: project), heartbeat: self.options.heartbeat, clock: self.clock)
        return HTTPResponse(
            200, headers: ["Content-Type": "text/event-stream", "Cache-Control": "no-store"], body: .stream(events))
    }
}

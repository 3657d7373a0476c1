public import TreadleHTTP

/// Sends each request to the first responder that handles its path.
public struct Router: HTTPResponder {
    /// A responder and the paths it handles.
    public struct Route: Sendable {
        let handles: @Sendable (String) -> Bool
        let responder: any HTTPResponder

        /// Makes a route.
        public init(_ responder: any HTTPResponder, handles: @escaping @Sendable (String) -> Bool) {
            self.responder = responder
            self.handles = handles
        }
    }

    private let routes: [Route]

    /// Makes a router.
    public init(_ routes: [Route]) {
        self.routes = routes
    }

    public func respond(to request: HTTPRequest) async -> HTTPResponse {
        let path = request.path
        guard let route = self.routes.first(where: { $0.handles(path) }) else {
            request.body.discard()
            return GatewayFailure(
                404, "no such route; GET / lists what there is", type: "invalid_request_error", code: "not_found"
            ).response
        }
        return await route.responder.respond(to: request)
    }
}

/// Sends requests straight to a responder, without a socket.
public struct ResponderTransport<Responder: HTTPResponder>: HTTPTransport {
    private let responder: Responder

    /// Makes a transport that ends in `responder`.
    public init(_ responder: Responder) {
        self.responder = responder
    }

    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        var request = request
        request.target = Self.originForm(request.target)
        request.peer = HTTPPeer(address: "127.0.0.1", isLoopback: true)
        return await self.responder.respond(to: request)
    }

    /// `http://host/path?query` as `/path?query`.
    private static func originForm(_ url: String) -> String {
        guard let scheme = url.range(of: "://") else { return url }
        let rest = url[scheme.upperBound...].prefix { $0 != "#" }
        guard let end = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
        return rest[end] == "/" ? String(rest[end...]) : "/" + rest[end...]
    }
}

extension String {
    /// The first place where `needle` stands.
    fileprivate func range(of needle: String) -> Range<String.Index>? {
        var start = self.startIndex
        while start < self.endIndex {
            if self[start...].hasPrefix(needle) { return start..<self.index(start, offsetBy: needle.count) }
            start = self.index(after: start)
        }
        return nil
    }
}

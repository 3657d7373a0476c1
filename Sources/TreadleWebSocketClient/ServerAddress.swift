internal import FoundationEssentials
internal import TreadleHTTP

/// Where a WebSocket is: the parts of its URL (RFC 6455, section 3).
struct ServerAddress: Equatable {
    /// A name or an address, without brackets.
    var host: String
    var port: UInt16
    /// Path and query, as they go into the request line.
    var target: String

    /// Takes a URL apart.
    init(_ text: String) throws(HTTPError) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased() else {
            throw HTTPError(.malformed, "\(text) is not the address of a WebSocket; write ws://host:port/path")
        }
        guard scheme != "wss" else {
            throw HTTPError(.tlsFailed, "TLS is not supported here; connect to ws://, or to a proxy that adds TLS")
        }
        guard scheme == "ws", let host = parts.percentEncodedHost, !host.isEmpty else {
            throw HTTPError(.malformed, "\(text) is not the address of a WebSocket; write ws://host:port/path")
        }
        guard let port = UInt16(exactly: parts.port ?? 80) else {
            throw HTTPError(.malformed, "\(text) has no valid port")
        }
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        self.port = port
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        self.target = parts.percentEncodedQuery.map { "\(path)?\($0)" } ?? path
    }

    /// The value of the `Host` field.
    var authority: String {
        let host = self.host.contains(":") ? "[\(self.host)]" : self.host
        return self.port == 80 ? host : "\(host):\(self.port)"
    }
}

/// Where a server listens, and how to write that.
package struct ListeningAddress: Sendable, Hashable {
    /// A host name or an address, an IPv6 address without brackets.
    package var host: String
    /// The port.
    package var port: Int

    /// Makes an address.
    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// The URL as it listens: `http://0.0.0.0:8080`.
    package var url: String { "http://\(Self.bracketed(self.host)):\(self.port)" }

    /// A URL that reaches it from this machine: every-address becomes the loopback address.
    package var localURL: BaseURL {
        let host =
            switch self.host {
            case "0.0.0.0": "127.0.0.1"
            case "::": "::1"
            default: self.host
            }
        guard let url = BaseURL("http://\(Self.bracketed(host)):\(self.port)") else {
            preconditionFailure("a host that Settings.serverHost let through makes a URL: \(host)")
        }
        return url
    }

    /// Whether only this machine can reach it.
    package var isLoopback: Bool {
        self.host == "localhost" || self.host == "::1" || self.host.hasPrefix("127.")
    }

    private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}

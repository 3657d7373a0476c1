internal import FoundationEssentials
public import TreadleCore
public import TreadleHTTP

/// Decides who is served: by key, by address, and for browsers by `Host` and `Origin`.
///
/// Without keys only this machine is served, under its own names, so that neither the network nor a web page that resolves
/// to 127.0.0.1 (DNS rebinding) gets in. With keys everyone who has one is.
public struct AccessPolicy: Sendable {
    /// The keys that open the door; none means loopback only.
    public var apiKeys: [Secret]
    /// Origins of browser pages that may call, beside the server's own, in lower case: `https://app.example`, or `null`
    /// for pages opened from files.
    public var allowedOrigins: [String]
    /// Names the server answers to, beside those of this machine, in lower case, with a port or without.
    public var allowedHosts: [String]

    /// Makes a policy.
    public init(apiKeys: [Secret] = [], allowedOrigins: [String] = [], allowedHosts: [String] = []) {
        self.apiKeys = apiKeys
        self.allowedOrigins = allowedOrigins
        self.allowedHosts = allowedHosts
    }

    /// Why a request is not served; `nil` when it is.
    public func refusal(of request: HTTPRequest) -> GatewayFailure? {
        if let failure = self.hostFailure(request) ?? self.originFailure(request) { return failure }
        guard !self.apiKeys.isEmpty else { return self.addressFailure(request) }
        // A health check on this machine needs no key: it is told nothing that is secret.
        if ["/health", "/traces/health"].contains(request.path), request.peer?.isLoopback == true { return nil }
        guard Self.key(of: request) != nil else {
            return GatewayFailure(
                401, "no API key: send one of TREADLE_API_KEYS as 'Authorization: Bearer KEY'",
                type: "authentication_error", code: "missing_api_key")
        }
        guard self.keyIndex(of: request) == nil else { return nil }
        return GatewayFailure(
            401, "the API key is not one of this server's", type: "authentication_error", code: "invalid_api_key")
    }

    /// Which of the keys a request came with; `nil` for none of them.
    func keyIndex(of request: HTTPRequest) -> Int? {
        guard let given = Self.key(of: request).map({ Array($0.utf8) }) else { return nil }
        // All keys are compared, so that the time taken does not tell which one matched.
        return self.apiKeys.enumerated().reduce(nil) { found, key in
            Digest.areEqual(Array(key.element.reveal().utf8), given) ? key.offset : found
        }
    }

    /// The origin to name in `Access-Control-Allow-Origin`; `nil` without one that is configured.
    func corsOrigin(of request: HTTPRequest) -> String? {
        request.headers["Origin"].flatMap { self.allowedOrigins.contains($0.lowercased()) ? $0 : nil }
    }

    private func addressFailure(_ request: HTTPRequest) -> GatewayFailure? {
        guard request.peer?.isLoopback != true else { return nil }
        return GatewayFailure(
            401, "without API keys only clients on the same machine are served; set TREADLE_API_KEYS to serve others",
            type: "authentication_error", code: "loopback_only")
    }

    private func hostFailure(_ request: HTTPRequest) -> GatewayFailure? {
        guard self.apiKeys.isEmpty || !self.allowedHosts.isEmpty else { return nil }
        guard let host = request.headers["Host"] else { return nil }
        let name = Self.name(ofHost: host)
        let isKnown = self.allowedHosts.contains(name) || self.allowedHosts.contains(host.lowercased())
        guard !Self.isThisMachine(name), !isKnown else { return nil }
        return GatewayFailure(
            403, "this server does not answer to that Host; add the name to TREADLE_ALLOWED_HOSTS",
            type: "permission_error", code: "host_not_allowed")
    }

    private func originFailure(_ request: HTTPRequest) -> GatewayFailure? {
        guard let origin = request.headers["Origin"]?.lowercased(), !self.allowedOrigins.contains(origin) else {
            return nil
        }
        let host = request.headers["Host"]?.lowercased()
        if let host, origin == "http://\(host)" || origin == "https://\(host)" { return nil }
        return GatewayFailure(
            403, "pages of that Origin may not call this server; add it to TREADLE_ALLOWED_ORIGINS",
            type: "permission_error", code: "origin_not_allowed")
    }

    /// `Host` without its port, lower case.
    private static func name(ofHost host: String) -> String {
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return String(host[...end]).lowercased() }
        return String(host.prefix { $0 != ":" }).lowercased()
    }

    private static func isThisMachine(_ name: String) -> Bool {
        name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]" || name.isLoopbackIPv4
    }

    /// The key a client sent: as a bearer token, as Basic's password (Weave's clients do), as `x-api-key`, or, where a
    /// browser's WebSocket can set no header, in the query.
    private static func key(of request: HTTPRequest) -> String? {
        if let key = request.headers["x-api-key"] { return key }
        if let value = request.headers["Authorization"] {
            let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            switch parts[0].lowercased() {
            case "bearer": return parts[1]
            case "basic":
                guard let data = Data(base64Encoded: parts[1]) else { return nil }
                let pair = String(decoding: data, as: UTF8.self)
                return pair.firstIndex(of: ":").map { String(pair[pair.index(after: $0)...]) }
            default: return nil
            }
        }
        return request.query?.split(separator: "&").first { $0.hasPrefix("api_key=") }
            .map { String($0.dropFirst("api_key=".count)).removingPercentEncoding }
    }
}

extension String {
    /// Whether this is an address in 127.0.0.0/8.
    fileprivate var isLoopbackIPv4: Bool {
        let parts = self.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

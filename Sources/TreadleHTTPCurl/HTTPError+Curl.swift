internal import CTreadleCurl
internal import TreadleHTTP

extension HTTPError {
    /// What a status of libcurl means for the exchange with `origin`.
    static func curl(
        _ status: CurlError, origin: String, hasHead: Bool, configuration: CurlTransportConfiguration
    ) -> HTTPError {
        let code = CURLcode(status.code)
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            return HTTPError(.unreachable, "no address found for \(origin); check the host's name", cause: status)
        case CURLE_COULDNT_RESOLVE_PROXY:
            return HTTPError(
                .unreachable, "no address found for the proxy to \(origin); check http_proxy and https_proxy",
                cause: status)
        case CURLE_COULDNT_CONNECT:
            return HTTPError(
                .unreachable, "\(origin) does not accept connections; check that it runs and the port is right",
                cause: status)
        case CURLE_OPERATION_TIMEDOUT:
            return HTTPError(
                .timedOut,
                "no connection to \(origin) within \(configuration.connectTimeout); check the network or raise "
                    + "connectTimeout", cause: status)
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_URL_MALFORMAT:
            return HTTPError(
                .malformed, "\(origin) sent what is not an HTTP response; check the port and the scheme", cause: status)
        case _ where Self.tlsCodes.contains(code.rawValue):
            let reason = status.detail ?? String(cString: curl_easy_strerror(code))
            return HTTPError(
                .tlsFailed, "no TLS connection to \(origin): \(reason); check its certificate and the scheme",
                cause: status)
        default:
            let moment = hasHead ? "in the middle of the response" : "before the response"
            return HTTPError(
                .brokenOff, "the connection to \(origin) ended \(moment); sending the request again may help",
                cause: status)
        }
    }

    private static let tlsCodes: Set<UInt32> = Set(
        [
            CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_USE_SSL_FAILED, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_CRL_BADFILE,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT,
        ].map(\.rawValue))

    /// A kept connection ended with a request on it that must not be sent twice unasked.
    static func connectionDied(_ origin: String) -> HTTPError {
        HTTPError(
            .brokenOff, "the kept connection to \(origin) ended before the response; sending the request again may help"
        )
    }

    /// A response refused the request's `Expect`, and libcurl read on past its body.
    static func expectationFailed(_ origin: String) -> HTTPError {
        HTTPError(.brokenOff, "\(origin) does not know the request's Expect; send the request again without that field")
    }

    /// A response's head over the limit, or none.
    static func malformedHead(_ origin: String, limit: Int) -> HTTPError {
        HTTPError(.malformed, "the head of the response of \(origin) is malformed or over \(limit) bytes, its limit")
    }

    /// The other side was silent for too long.
    static func idle(_ origin: String, isConnected: Bool, _ configuration: CurlTransportConfiguration) -> HTTPError {
        isConnected
            ? HTTPError(
                .timedOut, "\(origin) sent nothing for \(configuration.idleTimeout); try again, or allow it more time")
            : HTTPError(
                .timedOut, "no connection to \(origin) became free; try again or raise maximumConnectionsPerHost")
    }

    /// The transport ended.
    static func transportClosed() -> HTTPError {
        HTTPError(.closed, "the transport is shut down; send requests while it is open")
    }
}

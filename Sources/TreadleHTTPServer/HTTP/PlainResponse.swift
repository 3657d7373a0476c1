internal import TreadleHTTP

/// A response as bytes, for the few that libmicrohttpd cannot send: those before a request is complete.
enum PlainResponse {
    /// The whole message; it ends the connection. A streamed body is left out.
    static func serialized(_ response: HTTPResponse) -> [UInt8] {
        var body: ArraySlice<UInt8> = []
        if case .bytes(let bytes) = response.body { body = bytes }
        var head = "HTTP/1.1 \(response.status) \(Self.reason(response.status))\r\n"
        for field in response.headers.fields where !field.isFraming {
            guard !(field.name + field.value).utf8.contains(where: { $0 < 0x20 }) else { continue }
            head += "\(field.name): \(field.value)\r\n"
        }
        head += "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
        return Array(head.utf8) + body
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 408: "Request Timeout"
        case 413: "Content Too Large"
        default: "Error"
        }
    }
}

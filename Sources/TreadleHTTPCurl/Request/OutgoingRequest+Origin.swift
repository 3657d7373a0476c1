internal import TreadleHTTP

extension OutgoingRequest {
    /// `host:port` of an absolute `http` or `https` URL.
    static func origin(of url: String) throws(HTTPError) -> String {
        guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw HTTPError(.malformed, "the URL has a space, control or non-ASCII character; percent-encode it")
        }
        let bytes = url.utf8
        let defaultPort: String
        let rest: Substring.UTF8View
        if let found = Self.drop("http://", from: bytes) {
            (defaultPort, rest) = ("80", found)
        } else if let found = Self.drop("https://", from: bytes) {
            (defaultPort, rest) = ("443", found)
        } else {
            throw HTTPError(.malformed, "the URL is not absolute with the scheme http or https; begin it with https://")
        }
        let authority = rest.prefix { !"/?#".utf8.contains($0) }
        let place = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[authority.index(after: $0)...] }
        // Some parsers end the host at a backslash: then one host would be checked and another connected to.
        guard !authority.contains(UInt8(ascii: "\\")),
            let origin = Self.hostAndPort(place ?? authority, defaultPort: defaultPort)
        else {
            throw HTTPError(.malformed, "the URL's host or port is not valid; write https://host:port/path")
        }
        return origin
    }

    /// What follows `prefix`, compared without case.
    private static func drop(_ prefix: String, from bytes: String.UTF8View) -> Substring.UTF8View? {
        guard bytes.count > prefix.utf8.count,
            zip(bytes, prefix.utf8).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 })
        else { return nil }
        return bytes.dropFirst(prefix.utf8.count)
    }

    private static func hostAndPort(_ place: Substring.UTF8View, defaultPort: String) -> String? {
        var host = place
        var port = Substring(defaultPort).utf8
        let hostEnd = place.last == UInt8(ascii: "]") ? nil : place.lastIndex(of: UInt8(ascii: ":"))
        if let hostEnd {
            host = place[..<hostEnd]
            port = place[place.index(after: hostEnd)...]
        }
        let isBracketed = host.first == UInt8(ascii: "[") && host.last == UInt8(ascii: "]")
        let mayHoldColons = isBracketed ? ":".utf8 : "".utf8
        let inner = isBracketed ? host.dropFirst().dropLast() : host
        guard !inner.isEmpty, inner.allSatisfy({ Self.isHostByte($0) || mayHoldColons.contains($0) }),
            let number = UInt16(String(Substring(port))), number > 0
        else { return nil }
        return "\(Substring(host)):\(number)"
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

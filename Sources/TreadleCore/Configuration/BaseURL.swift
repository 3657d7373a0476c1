/// An `http` or `https` URL that others are made from: no credentials, no query, no fragment.
package struct BaseURL: Sendable, Hashable {
    /// `http` or `https`.
    package let scheme: String
    /// The host, and the port where one is given, as they were written.
    package let authority: String
    /// The path without trailing slashes; empty for the root.
    package let path: String

    /// The URL without a trailing slash.
    package var text: String { "\(self.scheme)://\(self.authority)\(self.path)" }

    /// Reads a URL; `nil` for anything else.
    package init?(_ text: String) {
        guard text.isVisibleASCII, !text.contains(where: { "@?#\\\"<>".contains($0) }),
            let separator = text.firstRange(of: "://")
        else { return nil }
        self.scheme = text[..<separator.lowerBound].lowercased()
        guard self.scheme == "http" || self.scheme == "https" else { return nil }
        let rest = text[separator.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        self.authority = String(rest[..<slash])
        guard Self.isAuthority(self.authority) else { return nil }
        var path = rest[slash...]
        while path.hasSuffix("/") { path.removeLast() }
        self.path = String(path)
    }

    /// Whether a text is a host with an optional port; an IPv6 address stands in brackets.
    private static func isAuthority(_ text: String) -> Bool {
        var rest = text[...]
        if rest.hasPrefix("[") {
            guard let close = rest.firstIndex(of: "]") else { return false }
            let address = rest[rest.index(after: rest.startIndex)..<close]
            guard String(address).isIPv6Address else { return false }
            rest = rest[rest.index(after: close)...]
        } else {
            let host = rest.prefix { $0 != ":" }
            guard !host.isEmpty, host.utf8.allSatisfy(\.isNameByte) else { return false }
            rest = rest[host.endIndex...]
        }
        guard !rest.isEmpty else { return true }
        guard rest.hasPrefix(":"), rest.dropFirst().utf8.allSatisfy(\.isDigit), let port = Int(rest.dropFirst())
        else { return false }
        return (1...65_535).contains(port)
    }
}

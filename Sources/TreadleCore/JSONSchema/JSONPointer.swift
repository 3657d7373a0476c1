/// A place in a JSON value (RFC 6901).
struct JSONPointer {
    private var tokens: [String] = []

    mutating func push(_ token: String) { self.tokens.append(token) }
    mutating func pop() { self.tokens.removeLast() }

    /// `/loom/threads~1cm`; empty for the whole value. Tokens of absurd length are cut, for this goes into messages.
    var text: String {
        self.tokens.map { token in
            let short = token.unicodeScalars.count > 64 ? String(token.unicodeScalars.prefix(64)) + "…" : token
            return "/" + Self.replace(Self.replace(short, "~", with: "~0"), "/", with: "~1")
        }.joined()
    }

    /// What a URI fragment (`/$defs/thread`, percent-encoding allowed) points at.
    static func resolve(fragment: some StringProtocol, in root: JSONValue) -> JSONValue? {
        guard let decoded = Self.percentDecoded(fragment) else { return nil }
        if decoded.isEmpty { return root }
        guard decoded.first == "/" else { return nil }
        var value = root
        for token in decoded.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            let name = Self.replace(Self.replace(String(token), "~1", with: "/"), "~0", with: "~")
            guard let next = value[name] ?? Int(name).flatMap({ value[$0] }) else { return nil }
            value = next
        }
        return value
    }

    private static func replace(_ text: String, _ what: String, with other: String) -> String {
        text.split(separator: what, omittingEmptySubsequences: false).joined(separator: other)
    }

    private static func percentDecoded(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest.removeFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

internal import TreadleCore

/// Texts in URLs.
enum URLText {
    /// A text as one path segment or one query value: everything but unreserved characters is escaped.
    static func encode(_ text: String) -> String { PercentText.encode(text) }

    /// The text that an escaped one stands for; `nil` when its escapes or its UTF-8 are broken.
    static func decode(_ text: some StringProtocol) -> String? { PercentText.decode(text) }

    /// The value of a name in a query (`a=1&b=2`); `nil` where it does not stand.
    static func value(of name: String, in query: String?) -> String? {
        guard let query else { return nil }
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, self.decode(parts[0]) == name { return self.decode(parts[1]) }
        }
        return nil
    }
}

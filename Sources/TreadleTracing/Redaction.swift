/// Which values are taken out of inputs and outputs before anything else sees them.
///
/// A member whose name is among the keys has the text `REDACTED` for its value, at any depth, as in Weave's clients.
public struct Redaction: Sendable, Hashable {
    /// The names, their ASCII letters in lower case; names are compared without regard to the case of ASCII letters.
    public var keys: Set<String>

    /// Makes rules; those of Weave's clients unless others are given.
    public init(keys: Set<String> = ["api_key", "auth_headers", "authorization"]) {
        self.keys = Set(keys.map { String(decoding: $0.utf8.map(Redactor.lowercased), as: UTF8.self) })
    }
}

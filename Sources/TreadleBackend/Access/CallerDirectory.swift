internal import Synchronization
internal import TreadleCore
public import TreadleHTTP

/// Tells callers apart by their keys, by names that tell nothing of the keys.
///
/// A name stays the same for as long as its key does. It is shown to others, so it is made in a way that is slow to
/// guess through; each is worked out once.
public final class CallerDirectory: Sendable {
    private let policy: AccessPolicy
    private let names: Mutex<[Int: String]> = Mutex([:])

    /// Makes a directory of the callers that a policy lets in.
    public init(policy: AccessPolicy) {
        self.policy = policy
    }

    /// Who asks: `local` where there are no keys or none was needed, else 16 hexadecimal digits.
    public func name(of request: HTTPRequest) -> String {
        guard let index = self.policy.keyIndex(of: request) else { return "local" }
        if let name = self.names.withLock({ $0[index] }) { return name }
        let digest = Digest.slow(
            [UInt8](utf8: self.policy.apiKeys[index].reveal()), salt: [UInt8](utf8: "treadle caller"))
        let digits = Array("0123456789abcdef")
        let name = String(digest.prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        self.names.withLock { $0[index] = name }
        return name
    }
}

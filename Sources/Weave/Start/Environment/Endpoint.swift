internal import TreadleCore

/// A server to start with: where it is, the key for it, and who said so.
struct Endpoint: Sendable {
    var address: TraceServerAddress
    var key: Secret?
    /// What to change when the address is wrong: `WANDB_BASE_URL`, or what else set it.
    var addressSource: String
    /// Where the key was found, or where it could be put.
    var keySource: String
}

internal import TreadleHTTP

/// The head of a response, as much of it as is the caller's business.
struct ResponseHead: Sendable, Equatable {
    var status: Int
    /// Without the fields that frame the message.
    var headers: HTTPFields = [:]
    /// The body's whole length, where the head says so.
    var length: Int?
}

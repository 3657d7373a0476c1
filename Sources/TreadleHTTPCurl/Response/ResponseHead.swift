internal import TreadleHTTP

/// The head of a response, as much of it as is the caller's business.
struct ResponseHead: Sendable, Equatable {
    var status: Int
    /// Without the fields that frame the message.
    var headers: HTTPFields = [:]
    /// The body's whole length, where the head says so.
    var length: Int?

    /// Whether the other side wants no more of the request's body (RFC 9112, section 9.5): it is sent no further.
    ///
    /// A redirection counts, since its body belongs elsewhere; libcurl draws the line at the same place.
    var refusesBody: Bool { self.status >= 300 }
}

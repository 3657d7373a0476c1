internal import TreadleHTTP

/// One request and its answer, as the loop knows them.
///
/// `@unchecked Sendable`: the stored `var`s are touched on the loop's thread alone. Other threads hold an exchange only
/// to send it back there through the mailbox.
final class Exchange: @unchecked Sendable {
    /// How far the request has come.
    enum Phase {
        /// The request line is there.
        case head
        /// The body comes and is kept until it is complete or enough.
        case collecting
        /// The responder has the request; its body still comes.
        case receiving
        /// The responder has all of the request.
        case answering
        /// The answer is on its way.
        case answered
    }

    let loop: HTTPLoop
    let connection: HTTPConnection
    let target: String
    var phase = Phase.head
    var method = HTTPMethod.get
    var fields: [HTTPFields.Field] = []
    var declaredLength: Int?
    /// What came of the body before the responder got the request.
    var collected: [UInt8] = []
    var receivedLength = 0
    /// The body is longer than it may be; the rest is dropped.
    var isOverLimit = false
    var upload: Upload?
    var download: Download?
    var response: HTTPResponse?
    /// The responder's work.
    let work = Work()
    /// The request, when it became a WebSocket.
    var handshake: HTTPRequest?
    /// libmicrohttpd does not touch the connection until it is resumed.
    var isSuspended = false
    /// The peer sends nothing more, which is what a closed socket looks like from here.
    var isPeerGone = false
    /// The connection is to be closed without another word.
    var isAborted = false
    /// libmicrohttpd is done with it.
    var isOver = false

    init(on connection: HTTPConnection, of loop: HTTPLoop, target: String) {
        self.loop = loop
        self.connection = connection
        self.target = target
    }

    /// The answer, if it is there and needs no library to be sent.
    var plainResponse: HTTPResponse? {
        if let response = self.response, case .bytes = response.body { response } else { nil }
    }

    /// Whether a response to it has a body at all (RFC 9110, section 6.4.1).
    static func hasBody(status: Int, method: HTTPMethod) -> Bool {
        method != .head && status != 204 && status != 304
    }
}

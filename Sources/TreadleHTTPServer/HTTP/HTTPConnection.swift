internal import CTreadleLinux
internal import CTreadleMicroHTTPD
internal import Glibc
internal import TreadleHTTP

/// One connection as the loop knows it; the loop's thread alone has it.
final class HTTPConnection {
    let handle: OpaquePointer
    let descriptor: Int32
    let peer: HTTPPeer
    /// Why everything on this connection is refused, when there are too many.
    let refusal: HTTPResponse?
    var timer: ConnectionTimer
    /// The request that is going on.
    var exchange: Exchange?
    /// An answer was written past the library; what still comes is dropped.
    var isFinished = false
    /// How much more is dropped.
    var dropAllowance = 4 * 1024 * 1024
    /// The socket is a WebSocket's now, and so is its place among the connections.
    var isHandedOver = false
    /// The peer sends nothing more.
    var hasPeerClosed = false

    init(
        handle: OpaquePointer, descriptor: Int32, peer: HTTPPeer, refusal: HTTPResponse?, now: Milliseconds
    ) {
        self.handle = handle
        self.descriptor = descriptor
        self.peer = peer
        self.refusal = refusal
        self.timer = ConnectionTimer(now: now)
    }

    /// What the kernel has counted.
    func counts() -> ConnectionTimer.Counts? {
        var counts = ctreadle_linux_tcp_counts()
        guard ctreadle_linux_tcp_counts(self.descriptor, &counts) == 0 else { return nil }
        return ConnectionTimer.Counts(
            received: counts.received, acknowledged: counts.acknowledged, hasOutstanding: counts.outstanding > 0)
    }

    /// Ends it: the library finds the socket closed and cleans up.
    func cut() { shutdown(self.descriptor, Int32(SHUT_RDWR)) }

    /// Says something while the library has nothing to say and is still reading, and leaves a while to read it.
    ///
    /// The library answers only once a request is complete; these answers are the ones that cannot wait for that.
    func finish(with response: HTTPResponse, now: Milliseconds) {
        self.isFinished = true
        let bytes = PlainResponse.serialized(response)
        _ = bytes.withUnsafeBytes { send(self.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        shutdown(self.descriptor, Int32(SHUT_WR))
        self.timer.linger(until: now + Self.lingering)
    }

    /// How long a peer that was told off may take to read it.
    static let lingering: Milliseconds = 2000
}

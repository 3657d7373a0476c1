#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif
internal import TreadleHTTP

/// A connected TCP socket that never blocks; its descriptor is closed when the value goes away.
struct ClientSocket: ~Copyable {
    /// What came of an attempt to read or write.
    enum Progress: Equatable {
        case bytes(Int)
        case wouldBlock
        case ended
    }

    private let descriptor: Int32

    /// Connects to the first address that answers.
    ///
    /// - Parameter isAbandoned: Asked whenever `wake` rings.
    init(
        to address: ServerAddress, deadline: ContinuousClock.Instant, wake: WakePipe, isAbandoned: () -> Bool
    ) throws(HTTPError) {
        var reason = "it has no address"
        for candidate in try Self.candidates(address) {
            let descriptor = candidate.socket()
            guard descriptor >= 0 else { continue }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            var on: Int32 = 1
            _ = setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
            var failure = candidate.connect(descriptor) == 0 ? 0 : errno
            if failure == EINPROGRESS {
                while !Self.wait(on: descriptor, Int16(POLLOUT), wake: wake, until: deadline), !isAbandoned(),
                    ContinuousClock.now < deadline
                {}
                failure = isAbandoned() ? ECANCELED : Self.pendingError(descriptor)
                if failure == 0, ContinuousClock.now >= deadline { failure = ETIMEDOUT }
            }
            if failure == 0 {
                self.descriptor = descriptor
                return
            }
            _ = close(descriptor)
            reason = String(cString: strerror(failure))
        }
        throw HTTPError(.unreachable, "\(address.authority) cannot be reached: \(reason)")
    }

    deinit { _ = close(self.descriptor) }

    /// Reads what is there, at most as much as fits.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Progress {
        Self.progress(recv(self.descriptor, buffer.baseAddress, buffer.count, 0))
    }

    /// Writes what the kernel takes.
    func write(_ bytes: ArraySlice<UInt8>) -> Progress {
        #if canImport(Darwin)
            let flags: Int32 = 0
        #else
            let flags = Int32(MSG_NOSIGNAL)
        #endif
        return bytes.withUnsafeBytes { Self.progress(send(self.descriptor, $0.baseAddress, $0.count, flags)) }
    }

    /// Waits until one of `events` has happened, until `wake` rings, or until the deadline.
    ///
    /// - Returns: Whether something happened on the socket.
    @discardableResult
    func wait(_ events: Int16, wake: WakePipe, until deadline: ContinuousClock.Instant?) -> Bool {
        Self.wait(on: self.descriptor, events, wake: wake, until: deadline)
    }

    private static func wait(
        on descriptor: Int32, _ events: Int16, wake: WakePipe, until deadline: ContinuousClock.Instant?
    ) -> Bool {
        // A hang-up is told even to those who asked for nothing; who asks for nothing waits for the wake alone.
        var waits = [pollfd(fd: events == 0 ? -1 : descriptor, events: events, revents: 0)]
        waits.append(pollfd(fd: wake.readEnd, events: Int16(POLLIN), revents: 0))
        let left = deadline.map { max(.zero, ContinuousClock.now.duration(to: $0)) / .milliseconds(1) }
        // Rounded up, or the last millisecond would be spent turning round.
        let count = poll(&waits, nfds_t(waits.count), left.map { Int32(min($0.rounded(.up), 3_600_000)) } ?? -1)
        if waits[1].revents != 0 { wake.silence() }
        return count > 0 && waits[0].revents != 0
    }

    private static func progress(_ count: Int) -> Progress {
        if count > 0 { return .bytes(count) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .wouldBlock : .ended
    }

    private static func pendingError(_ descriptor: Int32) -> Int32 {
        var error: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        _ = getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length)
        return error
    }

    private static func candidates(_ address: ServerAddress) throws(HTTPError) -> [SocketAddress] {
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(address.host, String(address.port), &hints, &list)
        guard status == 0 else {
            throw HTTPError(.unreachable, "\(address.host) is not known: \(String(cString: gai_strerror(status)))")
        }
        defer { freeaddrinfo(list) }
        return sequence(first: list, next: { $0?.pointee.ai_next }).prefix { $0 != nil }.compactMap { entry in
            entry.map { SocketAddress($0.pointee) }
        }
    }
}

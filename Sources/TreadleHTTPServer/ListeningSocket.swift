internal import Glibc
internal import TreadleHTTP

/// A TCP socket that listens.
struct ListeningSocket {
    /// The descriptor; whoever has the value closes it.
    let descriptor: Int32
    /// The port, also where any was asked for.
    let port: Int

    /// Binds and listens.
    ///
    /// - Throws: ``HTTPError`` with ``HTTPError/Code/refusedToStart`` and a sentence that says what to change.
    init(host: String, port: Int) throws(HTTPError) {
        guard (0...65535).contains(port) else {
            throw HTTPError(.refusedToStart, "port \(port) does not exist; SERVER_PORT must be between 0 and 65535")
        }
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0, let list else {
            throw HTTPError(
                .refusedToStart, "'\(host)' is no address of this machine; set SERVER_HOST to 0.0.0.0 or 127.0.0.1")
        }
        defer { freeaddrinfo(list) }
        // Of a name with addresses of both families, such as localhost, the older one: every client tries that.
        var choice = list
        var next: UnsafeMutablePointer<addrinfo>? = list
        while let candidate = next {
            if candidate.pointee.ai_family == AF_INET {
                choice = candidate
                break
            }
            next = candidate.pointee.ai_next
        }
        do throws(SystemFailure) {
            self.descriptor = try Self.listen(on: choice.pointee)
            self.port = Self.port(of: self.descriptor)
        } catch {
            throw Self.refusal(host: host, port: port, error)
        }
    }

    private static func listen(on address: addrinfo) throws(SystemFailure) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.ai_family, type, 0)
        guard descriptor >= 0 else { throw SystemFailure(call: "socket") }
        var (on, off) = (Int32(1), Int32(0))
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size)
        if address.ai_family == AF_INET6 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, size) }
        guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0 else {
            let failure = SystemFailure(call: "bind")
            close(descriptor)
            throw failure
        }
        guard Glibc.listen(descriptor, 4096) == 0 else {
            let failure = SystemFailure(call: "listen")
            close(descriptor)
            throw failure
        }
        return descriptor
    }

    private static func port(of descriptor: Int32) -> Int {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard code == 0 else { return 0 }
        // The port stands at the same place in both families.
        return withUnsafeBytes(of: storage) { Int($0[2]) << 8 | Int($0[3]) }
    }

    private static func refusal(host: String, port: Int, _ failure: SystemFailure) -> HTTPError {
        let message =
            switch failure.code {
            case EADDRINUSE: "port \(port) is taken by another program; choose another with SERVER_PORT"
            case EACCES: "port \(port) needs privileges; choose one above 1023 with SERVER_PORT"
            case EADDRNOTAVAIL: "'\(host)' is no address of this machine; set SERVER_HOST to 0.0.0.0 or 127.0.0.1"
            default: "cannot listen on \(host) port \(port); see the cause, and SERVER_HOST and SERVER_PORT"
            }
        return HTTPError(.refusedToStart, message, cause: failure)
    }
}

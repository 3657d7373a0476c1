import Dispatch
import Foundation
import Glibc
import Synchronization

/// A TCP server on a free port of 127.0.0.1 that does to each connection exactly what its script says.
///
/// Each connection has a thread of its own, so a script may block.
final class RawServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let accepted = Mutex<[RawConnection]>([])

    init(_ script: @escaping @Sendable (RawConnection) throws -> Void) throws {
        self.listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = self.listener
        let isListening = withUnsafeMutableBytes(of: &address) { bytes in
            let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            return bind(listener, pointer, length) == 0 && listen(listener, 512) == 0
                && getsockname(listener, pointer, &length) == 0
        }
        guard isListening else { throw RawConnection.Broken() }
        self.port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { return }
                let connection = RawConnection(descriptor)
                self?.accepted.withLock { $0.append(connection) }
                Thread.detachNewThread {
                    try? script(connection)
                    connection.close()
                }
            }
        }
    }

    deinit {
        shutdown(self.listener, Int32(SHUT_RDWR))
        Glibc.close(self.listener)
    }

    /// A server that gives the same bytes to every request on every connection.
    static func always(_ response: String) throws -> RawServer {
        try RawServer { connection in
            while try connection.readRequest() != nil { try connection.write(response) }
        }
    }

    var url: String { "http://127.0.0.1:\(self.port)" }
    var connectionCount: Int { self.accepted.withLock { $0.count } }

    /// A port on which nothing listens.
    static func unusedPort() throws -> UInt16 {
        let server = try RawServer { _ in }
        return server.port
    }
}

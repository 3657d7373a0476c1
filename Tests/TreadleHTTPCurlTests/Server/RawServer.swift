import Foundation
import Glibc
import Synchronization

/// A TCP server on a free port of 127.0.0.1 that does to each connection exactly what its script says.
///
/// Each connection has a thread of its own, so a script may block.
final class RawServer: Sendable {
    private let socket: BoundSocket
    private let accepted = Mutex<[RawConnection]>([])

    /// - Parameter receiveBuffer: How many bytes the system keeps that a script does not read, about; `nil` lets it grow.
    init(receiveBuffer: Int32? = nil, _ script: @escaping @Sendable (RawConnection) throws -> Void) throws {
        self.socket = try BoundSocket()
        let listener = self.socket.descriptor
        if var receiveBuffer {
            // Connections have it from the socket they came in on.
            setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        guard listen(listener, 512) == 0 else { throw RawConnection.Broken() }
        // The thread keeps the server and the socket: a test that only needs the URL would let go of them too early.
        Thread.detachNewThread {
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { return }
                let connection = RawConnection(descriptor)
                self.accepted.withLock { $0.append(connection) }
                Thread.detachNewThread {
                    try? script(connection)
                    connection.close()
                }
            }
        }
    }

    /// A server that gives the same bytes to every request on every connection.
    static func always(_ response: String) throws -> RawServer {
        try RawServer { connection in
            while try connection.readRequest() != nil { try connection.write(response) }
        }
    }

    var port: UInt16 { self.socket.port }
    var url: String { "http://127.0.0.1:\(self.port)" }
    var connectionCount: Int { self.accepted.withLock { $0.count } }
}

import Glibc
import TreadleHTTP

/// A blocking socket that says and hears bytes as they are; every malformed thing can be sent through it.
///
/// It blocks, so it belongs on a thread of its own (``onThread(_:)``). Nothing waits longer than a minute.
///
/// `@unchecked Sendable`: one thread may send while another receives; what is stored is the receiver's, and the closer's
/// once both are done.
final class RawClient: @unchecked Sendable {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    struct Response {
        var status: Int
        var headers: HTTPFields
        var body: [UInt8]

        var text: String { String(decoding: self.body, as: UTF8.self) }
    }

    let descriptor: Int32
    private var buffer: [UInt8] = []
    private var isOpen = true

    init(port: Int, receiveBuffer: Int32? = nil, patience: Int = 60) throws {
        self.descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard self.descriptor >= 0 else { throw Failure(description: "socket: \(errno)") }
        if var size = receiveBuffer {
            setsockopt(self.descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var patience = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(self.descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(self.descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var on: Int32 = 1
        setsockopt(self.descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(self.descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Failure(description: "connect: \(errno)") }
    }

    deinit { self.close() }

    /// Sends everything.
    func send(_ bytes: some Collection<UInt8>) throws {
        let bytes = Array(bytes)
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(self.descriptor, $0.baseAddress! + offset, bytes.count - offset, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(description: "send: \(errno)") }
            offset += count
        }
    }

    func send(_ text: String) throws { try self.send(Array(text.utf8)) }

    /// What comes next, at least one byte; empty at the end.
    func receive(upTo limit: Int = 64 * 1024) throws -> [UInt8] {
        if !self.buffer.isEmpty {
            let part = Array(self.buffer.prefix(limit))
            self.buffer.removeFirst(part.count)
            return part
        }
        var part = [UInt8](repeating: 0, count: limit)
        let count = recv(self.descriptor, &part, limit, 0)
        if count < 0, errno == ECONNRESET { return [] }
        guard count >= 0 else { throw Failure(description: errno == EAGAIN ? "nothing came" : "recv: \(errno)") }
        return Array(part.prefix(count))
    }

    /// Exactly so many bytes.
    func receive(exactly count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let part = try self.receive(upTo: count - bytes.count)
            guard !part.isEmpty else { throw Failure(description: "the end came after \(bytes.count) of \(count)") }
            bytes += part
        }
        return bytes
    }

    /// Whether the next thing is the end of the connection.
    func isAtEnd() throws -> Bool {
        let part = try self.receive()
        self.buffer = part + self.buffer
        return part.isEmpty
    }

    /// A line without its CRLF.
    func line() throws -> String {
        while true {
            if let end = self.buffer.firstIndex(of: 0x0A) {
                let line = self.buffer[..<end]
                self.buffer.removeSubrange(...end)
                return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            }
            let kept = self.buffer
            self.buffer = []
            let part = try self.receive()
            guard !part.isEmpty else { throw Failure(description: "the end came within a line") }
            self.buffer = kept + part
        }
    }

    /// A response's head.
    func head() throws -> Response {
        let status = try self.line().split(separator: " ")
        guard status.count >= 2, let code = Int(status[1]) else { throw Failure(description: "no status line") }
        var headers = HTTPFields()
        while true {
            let line = try self.line()
            guard !line.isEmpty else { return Response(status: code, headers: headers, body: []) }
            guard let colon = line.firstIndex(of: ":") else { throw Failure(description: "no field: \(line)") }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers.append(String(line[..<colon]), String(value))
        }
    }

    /// A whole response.
    func response(hasBody: Bool = true) throws -> Response {
        var response = try self.head()
        guard hasBody else { return response }
        if response.headers["Transfer-Encoding"] == "chunked" {
            while let chunk = try self.chunk() { response.body += chunk }
        } else if let length = response.headers["Content-Length"].flatMap({ Int($0) }) {
            response.body = try self.receive(exactly: length)
        } else {
            response.body = try self.rest()
        }
        return response
    }

    /// The next chunk; `nil` for the last one.
    func chunk() throws -> [UInt8]? {
        let line = try self.line()
        guard let length = Int(line, radix: 16) else { throw Failure(description: "no chunk length: \(line)") }
        let bytes = try self.receive(exactly: length)
        _ = try self.line()
        return length == 0 ? nil : bytes
    }

    /// Everything up to the end.
    func rest() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let part = try self.receive()
            if part.isEmpty { return bytes }
            bytes += part
        }
    }

    /// Sends a request and reads the answer.
    func request(_ request: String, hasBody: Bool = true) throws -> Response {
        try self.send(request)
        return try self.response(hasBody: hasBody)
    }

    func shutdownWriting() { shutdown(self.descriptor, Int32(SHUT_WR)) }

    func close() {
        guard self.isOpen else { return }
        self.isOpen = false
        Glibc.close(self.descriptor)
    }

    /// Closes with a reset.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(self.descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        self.close()
    }
}

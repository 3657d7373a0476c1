import Glibc
import Synchronization

/// A connection as the server sees it: bytes.
final class RawConnection: Sendable {
    struct Broken: Error {}

    /// A request as it came in.
    struct Request: Sendable {
        var head: String
        var body: [UInt8]

        var lines: [String] { self.head.split(separator: "\r\n").map(String.init) }
        var bodyText: String { String(decoding: self.body, as: UTF8.self) }

        func values(_ name: String) -> [String] {
            self.lines.dropFirst().compactMap { line in
                let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { return nil }
                return String(parts[1].drop { $0 == " " })
            }
        }
    }

    private let descriptor: Int32
    private let unread = Mutex<[UInt8]>([])
    private let isClosed = Mutex(false)

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    func close() {
        let isFirst = self.isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        if isFirst { Glibc.close(self.descriptor) }
    }

    /// Closes so that the other side sees a reset instead of an end.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(self.descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        self.close()
    }

    /// Ends what is sent; reading goes on, so that nothing unread turns the end into a reset.
    func endWriting() { shutdown(self.descriptor, Int32(SHUT_WR)) }

    func write(_ text: String) throws { try self.write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(self.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Broken() }
            rest = rest.dropFirst(count)
        }
    }

    /// Some bytes; none at the end.
    func read(upTo limit: Int = 65536) -> [UInt8] {
        let kept = self.unread.withLock { unread in
            defer { unread = [] }
            return unread
        }
        if !kept.isEmpty { return kept }
        return [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            count = max(0, recv(self.descriptor, buffer.baseAddress, limit, 0))
        }
    }

    /// Reads one byte and keeps what follows.
    private func readByte() -> UInt8? {
        let bytes = self.read()
        guard let first = bytes.first else { return nil }
        self.unread.withLock { $0 = Array(bytes.dropFirst()) }
        return first
    }

    /// The head of the next request up to its blank line; `nil` at the end.
    func readHead() -> String? {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard let byte = self.readByte() else { return nil }
            head.append(byte)
        }
        return String(decoding: head, as: UTF8.self)
    }

    func readExactly(_ count: Int) throws -> [UInt8] {
        guard count > 0 else { return [] }
        var bytes: [UInt8] = []
        while bytes.count < count {
            let part = self.read()
            guard !part.isEmpty else { throw Broken() }
            bytes += part
        }
        self.unread.withLock { $0 = Array(bytes[count...]) }
        return Array(bytes[..<count])
    }

    /// The next request with its body; `nil` at the end.
    func readRequest() throws -> Request? {
        guard let head = self.readHead() else { return nil }
        var request = Request(head: head, body: [])
        if let length = request.values("Content-Length").first.flatMap({ Int($0) }) {
            request.body = try self.readExactly(length)
        } else if request.values("Transfer-Encoding") == ["chunked"] {
            while let chunk = try self.readChunk() { request.body += chunk }
        }
        return request
    }

    /// The next chunk; `nil` for the last one.
    func readChunk() throws -> [UInt8]? {
        var line = ""
        while !line.hasSuffix("\r\n") {
            guard let byte = self.readByte() else { throw Broken() }
            line.unicodeScalars.append(Unicode.Scalar(byte))
        }
        guard let size = Int(line.dropLast(), radix: 16) else { throw Broken() }
        let chunk = try self.readExactly(size)
        _ = try self.readExactly(2)
        return size == 0 ? nil : chunk
    }

    /// Lets time pass between two writes.
    func pause(milliseconds: UInt32) {
        usleep(milliseconds * 1000)
    }

    /// Waits until the other side closes, whatever it sends before that.
    func waitForEnd() {
        while !self.read().isEmpty {}
    }

    /// How many bytes can be written until the other side takes no more for a moment.
    func writeUntilFull(upTo limit: Int) throws -> Int {
        let piece = [UInt8](repeating: UInt8(ascii: "w"), count: 65536)
        var written = 0
        while written < limit {
            var poll = pollfd(fd: self.descriptor, events: Int16(POLLOUT), revents: 0)
            guard Glibc.poll(&poll, 1, 300) > 0 else { return written }
            let count = piece.withUnsafeBytes {
                send(
                    self.descriptor, $0.baseAddress, min($0.count, limit - written),
                    Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            if count < 0, errno == EAGAIN { continue }
            guard count > 0 else { throw Broken() }
            written += count
        }
        return written
    }
}

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif
internal import TreadleHTTP

/// The life of one connection, on the thread that owns its socket.
struct ConnectionLoop {
    let connection: WebSocketClientConnection
    let address: ServerAddress
    let configuration: WebSocketClient.Configuration

    /// Connects, shakes hands, and then carries messages until the connection is over.
    func run(opened: CheckedContinuation<Void, any Error>) {
        let deadline = ContinuousClock.now + self.configuration.connectTimeout
        let wake = self.connection.wake
        do {
            let socket = try ClientSocket(
                to: self.address, deadline: deadline, wake: wake, isAbandoned: { self.isAbandoned })
            let framing = try ClientFraming(maximumMessageBytes: self.configuration.maximumMessageBytes)
            let rest = try self.shakeHands(socket, deadline: deadline)
            opened.resume()
            self.carry(socket, framing, firstBytes: rest)
        } catch {
            self.connection.ended(.abnormal, error: error)
            opened.resume(throwing: self.isAbandoned ? CancellationError() : error)
        }
    }

    private var isAbandoned: Bool { self.connection.outbox.isAbandoned }

    private func shakeHands(
        _ socket: borrowing ClientSocket, deadline: ContinuousClock.Instant
    ) throws -> ArraySlice<UInt8> {
        var generator = SystemRandomNumberGenerator()
        var handshake = ClientHandshake(nonce: (0..<16).map { _ in generator.next() })
        var request = try handshake.request(to: self.address, headers: self.configuration.headers)[...]
        while true {
            guard ContinuousClock.now < deadline, !self.isAbandoned else {
                throw HTTPError(.timedOut, "\(self.address.authority) did not answer the WebSocket handshake in time")
            }
            if case .bytes(let count) = request.isEmpty ? .wouldBlock : socket.write(request) {
                request = request.dropFirst(count)
            }
            let (bytes, progress) = Self.read(socket)
            if let rest = try handshake.receive(bytes) { return rest }
            guard progress != .ended else {
                throw HTTPError(.brokenOff, "\(self.address.authority) closed the connection during the handshake")
            }
            if progress == .wouldBlock {
                let events = Int16(POLLIN) | (request.isEmpty ? 0 : Int16(POLLOUT))
                socket.wait(events, wake: self.connection.wake, until: deadline)
            }
        }
    }

    private func carry(_ socket: borrowing ClientSocket, _ framing: ClientFraming, firstBytes: ArraySlice<UInt8>) {
        var underway: [CheckedContinuation<Void, any Error>] = []
        var failure: (any Error)?
        do {
            try self.turn(socket, framing, firstBytes, &underway)
        } catch {
            failure = error
        }
        for letter in underway { letter.resume(throwing: HTTPError(.closed, "the WebSocket is closed")) }
        self.connection.ended(framing.closeCode, error: failure)
    }

    /// Goes round until the closing handshake is over.
    private func turn(
        _ socket: borrowing ClientSocket, _ framing: ClientFraming, _ firstBytes: ArraySlice<UInt8>,
        _ underway: inout [CheckedContinuation<Void, any Error>]
    ) throws {
        var closeDeadline: ContinuousClock.Instant?
        var bytes = firstBytes
        while true {
            if !bytes.isEmpty {
                for message in try framing.receive(bytes) { self.connection.inbox.put(message) }
            }
            // Nothing is framed while bytes wait: what is in memory is bounded by what callers wait for.
            while framing.output.isEmpty, let order = self.connection.outbox.next() {
                switch order {
                case .send(let letter):
                    underway.append(letter.sent)
                    try framing.queue(text: letter.text)
                case .close(let code):
                    closeDeadline = ContinuousClock.now + self.configuration.closeTimeout
                    try framing.queue(close: code)
                case .abandon:
                    throw CancellationError()
                }
            }
            try Self.flush(socket, framing)
            if framing.output.isEmpty {
                for letter in underway { letter.resume() }
                underway = []
                if framing.isOver { return }
            }
            let isReading = !self.connection.inbox.isFull
            let (read, progress) = isReading ? Self.read(socket) : ([], .wouldBlock)
            bytes = read
            if progress == .ended {
                throw HTTPError(.brokenOff, "the server broke the connection off without a close frame")
            }
            if bytes.isEmpty {
                let events = (isReading ? Int16(POLLIN) : 0) | (framing.output.isEmpty ? 0 : Int16(POLLOUT))
                socket.wait(events, wake: self.connection.wake, until: closeDeadline)
            }
            if let closeDeadline, ContinuousClock.now >= closeDeadline { return }
            if self.isAbandoned { throw CancellationError() }
        }
    }

    private static func flush(_ socket: borrowing ClientSocket, _ framing: ClientFraming) throws {
        while !framing.output.isEmpty {
            switch socket.write(framing.output[...]) {
            case .bytes(let count): framing.sent(count)
            case .wouldBlock: return
            case .ended: throw HTTPError(.brokenOff, "the server broke the connection off")
            }
        }
    }

    private static func read(_ socket: borrowing ClientSocket) -> (ArraySlice<UInt8>, ClientSocket.Progress) {
        var progress = ClientSocket.Progress.wouldBlock
        let bytes = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
            progress = socket.read(into: UnsafeMutableRawBufferPointer(buffer))
            if case .bytes(let read) = progress { count = read }
        }
        return (bytes[...], progress)
    }
}

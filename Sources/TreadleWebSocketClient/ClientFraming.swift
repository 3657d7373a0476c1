internal import CTreadleWSLay
internal import TreadleHTTP

/// The client's half of the framing (RFC 6455, section 5), by wslay: bytes in, messages out, and back.
///
/// A class, because wslay's callbacks need somebody to come back to. One thread uses it.
final class ClientFraming {
    /// Bytes for the socket.
    private(set) var output: [UInt8] = []

    private var context: wslay_event_context_ptr?
    private var input: ArraySlice<UInt8> = []
    private var messages: [WebSocketMessage] = []

    init(maximumMessageBytes: Int) throws(HTTPError) {
        var callbacks = wslay_event_callbacks()
        callbacks.recv_callback = { context, buffer, length, _, owner in
            guard let framing = ClientFraming.owner(owner), let buffer, !framing.input.isEmpty else {
                wslay_event_set_error(context, Int32(WSLAY_ERR_WOULDBLOCK.rawValue))
                return -1
            }
            let part = framing.input.prefix(length)
            UnsafeMutableRawBufferPointer(start: buffer, count: length).copyBytes(from: part)
            framing.input = framing.input.dropFirst(part.count)
            return part.count
        }
        callbacks.send_callback = { _, bytes, length, _, owner in
            ClientFraming.owner(owner)?.output.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
            return length
        }
        callbacks.genmask_callback = { _, buffer, length, _ in
            guard let buffer else { return -1 }
            var generator = SystemRandomNumberGenerator()
            for index in 0..<length { buffer[index] = generator.next() }
            return 0
        }
        callbacks.on_msg_recv_callback = { _, argument, owner in
            guard let message = argument?.pointee else { return }
            let bytes = Array(UnsafeBufferPointer(start: message.msg, count: message.msg_length))[...]
            switch UInt32(message.opcode) {
            case WSLAY_TEXT_FRAME.rawValue: ClientFraming.owner(owner)?.messages.append(.text(bytes))
            case WSLAY_BINARY_FRAME.rawValue: ClientFraming.owner(owner)?.messages.append(.binary(bytes))
            default: break
            }
        }
        // Unretained: the context is freed in `deinit`, before this object is gone.
        let status = wslay_event_context_client_init(
            &self.context, &callbacks, Unmanaged.passUnretained(self).toOpaque())
        guard status == 0 else { throw HTTPError(.closed, "there is no memory for a WebSocket") }
        wslay_event_config_set_max_recv_msg_length(self.context, UInt64(maximumMessageBytes))
    }

    deinit { wslay_event_context_free(self.context) }

    /// Whether the closing handshake is over, in both directions.
    var isOver: Bool { wslay_event_want_read(self.context) == 0 && wslay_event_want_write(self.context) == 0 }

    /// Why the server closed, as far as it has said so.
    var closeCode: WebSocketCloseCode {
        WebSocketCloseCode(rawValue: wslay_event_get_status_code_received(self.context))
    }

    /// Takes bytes from the socket; pongs and answers to a close are put into ``output``.
    ///
    /// - Returns: The messages they completed.
    func receive(_ bytes: ArraySlice<UInt8>) throws(HTTPError) -> [WebSocketMessage] {
        self.input = bytes
        guard wslay_event_recv(self.context) == 0 else {
            throw HTTPError(.brokenOff, "the server's WebSocket frames cannot be read")
        }
        try self.send()
        defer { self.messages = [] }
        return self.messages
    }

    /// Puts a text message into ``output``.
    func queue(text: ArraySlice<UInt8>) throws(HTTPError) {
        let status = text.withUnsafeBufferPointer { bytes in
            var message = wslay_event_msg(
                opcode: UInt8(WSLAY_TEXT_FRAME.rawValue), msg: bytes.baseAddress, msg_length: bytes.count)
            return wslay_event_queue_msg(self.context, &message)
        }
        guard status == 0 else { throw HTTPError(.closed, "the WebSocket is closed") }
        try self.send()
    }

    /// Puts a close frame into ``output``.
    func queue(close code: WebSocketCloseCode) throws(HTTPError) {
        // An error says that one has been queued already, and that is as good.
        _ = wslay_event_queue_close(self.context, code.rawValue, nil, 0)
        try self.send()
    }

    /// Takes the first bytes out of ``output``: the socket has them.
    func sent(_ count: Int) {
        self.output.removeFirst(count)
    }

    private func send() throws(HTTPError) {
        guard wslay_event_send(self.context) == 0 else { throw HTTPError(.closed, "the WebSocket cannot be written") }
    }

    private static func owner(_ pointer: UnsafeMutableRawPointer?) -> ClientFraming? {
        pointer.map { Unmanaged<ClientFraming>.fromOpaque($0).takeUnretainedValue() }
    }
}

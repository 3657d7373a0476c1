internal import CTreadleWSLay
internal import TreadleHTTP

/// wslay's event context: the framing of one WebSocket's server side.
///
/// Only the sockets' thread has it. Callbacks run inside ``receive()`` and ``send()``, and may queue.
struct FramingContext: ~Copyable {
    private let handle: wslay_event_context_ptr

    /// Makes a context whose callbacks get `owner`, which must outlive it.
    init?(owner: UnsafeMutableRawPointer?, maximumMessageSize: Int, callbacks: wslay_event_callbacks) {
        var handle: wslay_event_context_ptr?
        var callbacks = callbacks
        guard wslay_event_context_server_init(&handle, &callbacks, owner) == 0, let handle else { return nil }
        wslay_event_config_set_max_recv_msg_length(handle, UInt64(maximumMessageSize))
        self.handle = handle
    }

    deinit { wslay_event_context_free(self.handle) }

    /// Reads frames until the receive callback has no more.
    ///
    /// - Returns: `false` when a frame broke the protocol in a way wslay only answers with an empty close.
    func receive() -> Bool { wslay_event_recv(self.handle) == 0 }

    /// Writes frames until there are no more or the send callback takes none.
    func send() -> Bool { wslay_event_send(self.handle) == 0 }

    /// Queues a message; the bytes are copied. After a close it does nothing.
    func queue(text: ArraySlice<UInt8>) { self.queue(UInt8(WSLAY_TEXT_FRAME.rawValue), text) }

    /// Queues an empty ping.
    func queuePing() { self.queue(UInt8(WSLAY_PING.rawValue), []) }

    private func queue(_ opcode: UInt8, _ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { bytes in
            var message = wslay_event_msg(opcode: opcode, msg: bytes.baseAddress, msg_length: bytes.count)
            _ = wslay_event_queue_msg(self.handle, &message)
        }
    }

    /// Queues a close frame. It overtakes messages that have not been written.
    func queueClose(_ code: WebSocketCloseCode, reason: String) {
        var reason = Array(reason.utf8)
        // A control frame has room for 125 bytes, and what is cut must stay UTF-8.
        if reason.count > 123 {
            var end = 123
            while end > 0, reason[end] & 0xC0 == 0x80 { end -= 1 }
            reason.removeSubrange(end...)
        }
        _ = wslay_event_queue_close(self.handle, code.rawValue, reason, reason.count)
    }

    /// Reads no more frames.
    func stopReading() { wslay_event_shutdown_read(self.handle) }

    var wantsToRead: Bool { wslay_event_want_read(self.handle) != 0 }
    var wantsToWrite: Bool { wslay_event_want_write(self.handle) != 0 }
    /// What wslay keeps about a queued message, beside its bytes.
    static let messageOverhead = 128

    /// Messages that have not been written, and their bytes.
    var queuedCount: Int { wslay_event_get_queued_msg_count(self.handle) }
    var queuedLength: Int { wslay_event_get_queued_msg_length(self.handle) }
    var hasSentClose: Bool { wslay_event_get_close_sent(self.handle) != 0 }
    var hasReceivedClose: Bool { wslay_event_get_close_received(self.handle) != 0 }

    /// Why the connection closes: what the peer said, else what we said.
    var closeCode: WebSocketCloseCode {
        if self.hasReceivedClose {
            return WebSocketCloseCode(rawValue: wslay_event_get_status_code_received(self.handle))
        }
        return WebSocketCloseCode(rawValue: wslay_event_get_status_code_sent(self.handle))
    }
}

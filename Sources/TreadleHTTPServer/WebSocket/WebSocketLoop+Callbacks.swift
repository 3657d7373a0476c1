internal import CTreadleWSLay
internal import TreadleHTTP

/// Where wslay calls: each callback finds its channel again and hands the event on.
extension WebSocketLoop {
    static let callbacks = wslay_event_callbacks(
        recv_callback: { context, buffer, count, _, owner in
            guard let owner, let buffer else { return -1 }
            let channel = Unmanaged<WebSocketChannel>.fromOpaque(owner).takeUnretainedValue()
            let taken = channel.loop.takeInbound(into: UnsafeMutableRawBufferPointer(start: buffer, count: count))
            if taken == 0 { wslay_event_set_error(context, Int32(WSLAY_ERR_WOULDBLOCK.rawValue)) }
            return taken > 0 ? taken : -1
        },
        send_callback: { context, bytes, count, flags, owner in
            guard let owner, let bytes else { return -1 }
            let channel = Unmanaged<WebSocketChannel>.fromOpaque(owner).takeUnretainedValue()
            let isTaken = channel.loop.takeOutbound(
                UnsafeRawBufferPointer(start: bytes, count: count), of: channel,
                isMoreToCome: flags & Int32(WSLAY_MSG_MORE.rawValue) != 0)
            if !isTaken { wslay_event_set_error(context, Int32(WSLAY_ERR_WOULDBLOCK.rawValue)) }
            return isTaken ? count : -1
        },
        genmask_callback: nil,
        on_frame_recv_start_callback: { _, argument, owner in
            guard let owner, let frame = argument?.pointee else { return }
            let channel = Unmanaged<WebSocketChannel>.fromOpaque(owner).takeUnretainedValue()
            switch UInt32(frame.opcode) {
            case WSLAY_TEXT_FRAME.rawValue, WSLAY_BINARY_FRAME.rawValue: channel.fragmentCount = 1
            case WSLAY_CONTINUATION_FRAME.rawValue: channel.continued()
            default: break
            }
        },
        on_frame_recv_chunk_callback: nil, on_frame_recv_end_callback: nil,
        on_msg_recv_callback: { _, argument, owner in
            guard let owner, let message = argument?.pointee else { return }
            let channel = Unmanaged<WebSocketChannel>.fromOpaque(owner).takeUnretainedValue()
            let bytes = UnsafeBufferPointer(start: message.msg, count: message.msg_length)
            switch UInt32(message.opcode) {
            case WSLAY_TEXT_FRAME.rawValue: channel.received(.text(Array(bytes)[...]))
            case WSLAY_BINARY_FRAME.rawValue: channel.received(.binary(Array(bytes)[...]))
            default: break
            }
        })
}

extension WebSocketChannel {
    /// wslay keeps each fragment by itself until the message is complete, which takes far more than the bytes in it.
    private static let maximumFragmentCount = 65_536

    /// One more fragment of a message comes.
    fileprivate func continued() {
        self.fragmentCount += 1
        guard self.fragmentCount > Self.maximumFragmentCount, self.ending == nil else { return }
        self.loop.refuse(self, .messageTooBig, reason: "more than \(Self.maximumFragmentCount) fragments")
        self.framing?.stopReading()
    }

    /// A message is there. What comes after our close frame is nobody's.
    fileprivate func received(_ message: WebSocketMessage) {
        guard !self.isGone, self.ending == nil else { return }
        self.session?.received(message)
    }
}

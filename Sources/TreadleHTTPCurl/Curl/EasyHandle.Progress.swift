internal import TreadleHTTP

extension EasyHandle {
    /// What happened to the transfer under way, as the callbacks saw it.
    final class Progress {
        let transfer: Transfer
        var collector: ResponseHead.Collector
        /// What the reader has not been given yet.
        var delivery = Delivery()
        /// Whether the loop knows that there is something to hand over.
        var isNoted = false
        /// Why a callback stopped the transfer: libcurl only knows that one did.
        var failure: HTTPError?
        var hasHead = false
        /// How often the request was begun; more than once when a kept connection turned out to be dead.
        var attempts = 0
        var bodyOffset = 0
        var isReceivingPaused = false
        var isSendingPaused = false
        /// Whether the response came before the end of the request's body and wants no more of it.
        var isBodyRefused = false
        var halt = Halt()
        private(set) var lastActivity: ContinuousClock.Instant
        private var seenUploadByteCount = 0

        init(_ transfer: Transfer, _ configuration: CurlTransportConfiguration, now: ContinuousClock.Instant) {
            self.transfer = transfer
            self.collector = ResponseHead.Collector(
                limit: configuration.maximumHeadBytes, decodesBody: configuration.acceptsCompression)
            self.lastActivity = now
        }

        /// Whether the transfer waits for us and not for the other side.
        var isPaused: Bool { self.isReceivingPaused || (self.isSendingPaused && !self.isBodyRefused) }

        func noteActivity() {
            self.lastActivity = .now
        }

        /// When the other side will have been silent for too long, unless something comes until then.
        func deadline(_ configuration: CurlTransportConfiguration) -> ContinuousClock.Instant {
            let isConnected = self.attempts > 0
            return self.lastActivity
                .advanced(by: isConnected ? .zero : configuration.connectTimeout)
                .advanced(by: configuration.idleTimeout)
        }

        /// Takes out what the reader is to be given.
        func takeDelivery() -> Delivery {
            self.isNoted = false
            defer { self.delivery = Delivery() }
            return self.delivery
        }

        /// Bytes that go out show in no callback; they count as seen when somebody looks.
        func noteUploaded(_ byteCount: Int) {
            guard byteCount != self.seenUploadByteCount else { return }
            self.seenUploadByteCount = byteCount
            self.noteActivity()
        }
    }
}

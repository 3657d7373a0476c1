internal import CTreadleCurl
internal import TreadleHTTP

/// Each callback recovers the handle from its address and passes on what libcurl says.
extension EasyHandle {
    func setCallbacks() throws(CurlError) {
        let address = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        try self.set(CURLOPT_PRIVATE, to: address)
        try self.set(CURLOPT_HEADERFUNCTION, data: CURLOPT_HEADERDATA, address) { bytes, size, count, context in
            EasyHandle.at(context).receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        try self.set(CURLOPT_WRITEFUNCTION, data: CURLOPT_WRITEDATA, address) { bytes, size, count, context in
            EasyHandle.at(context).receiveBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        try self.set(CURLOPT_READFUNCTION, data: CURLOPT_READDATA, address) { bytes, size, count, context in
            EasyHandle.at(context).provide(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
        }
        try self.set(CURLOPT_SEEKDATA, to: address)
        try CurlError.check(
            ctreadle_curl_set_seek_callback(self.handle) { context, offset, origin in
                // libcurl only ever counts from the start.
                origin == 0 ? EasyHandle.at(context).rewind(to: Int(offset)) : CURL_SEEKFUNC_FAIL
            })
        try self.set(CURLOPT_PREREQDATA, to: address)
        try CurlError.check(
            ctreadle_curl_set_prereq_callback(self.handle) { context, _, _, _, _ in
                EasyHandle.at(context).begin() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
            })
    }

    private func set(
        _ option: CURLoption, data: CURLoption, _ address: UnsafeRawPointer,
        to callback: @escaping ctreadle_curl_transfer_callback
    ) throws(CurlError) {
        try CurlError.check(ctreadle_curl_set_transfer_callback(self.handle, option, callback))
        try self.set(data, to: address)
    }

    /// The object whose address libcurl was given; the loop keeps it alive for as long as libcurl knows it.
    private static func at(_ context: UnsafeMutableRawPointer?) -> EasyHandle {
        guard let context else { preconditionFailure("every callback was given the handle's address") }
        return Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
    }

    /// The object around a handle of libcurl's.
    static func owner(of handle: UnsafeMutableRawPointer) -> EasyHandle {
        var address: UnsafeMutableRawPointer?
        ctreadle_curl_get_pointer(handle, CURLINFO_PRIVATE, &address)
        return self.at(address)
    }

    /// A connection is there and the request is about to go out; `false` stops that.
    private func begin() -> Bool {
        guard let progress = self.progress else { return false }
        progress.attempts += 1
        progress.noteActivity()
        if progress.hasHead {
            // libcurl repeats what is answered with 417 without its `Expect`; the answer was handed on already.
            progress.failure = .expectationFailed(progress.transfer.request.origin)
            return false
        }
        if progress.attempts > 1, !progress.transfer.request.isReplayable, self.sentHeadByteCount > 0 {
            // libcurl repeats any request that died with a kept connection; the other side may have acted on this one.
            progress.failure = .connectionDied(progress.transfer.request.origin)
            return false
        }
        return true
    }

    private func receiveHeader(_ line: UnsafeRawBufferPointer) -> Int {
        guard let progress = self.progress else { return 0 }
        progress.noteActivity()
        switch progress.collector.add(line) {
        case .more:
            return line.count
        case .head(let head):
            progress.hasHead = true
            progress.isBodyRefused = head.refusesBody
            progress.delivery.head = head
            self.noteDelivery()
            return line.count
        case .malformed:
            progress.failure = .malformedHead(
                progress.transfer.request.origin, limit: self.configuration.maximumHeadBytes)
            return 0
        }
    }

    private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard let progress = self.progress else { return 0 }
        progress.noteActivity()
        guard progress.transfer.admits(undelivered: progress.delivery.parts.byteCount) else {
            progress.isReceivingPaused = true
            return Int(CURL_WRITEFUNC_PAUSE)
        }
        progress.delivery.parts.append(bytes)
        self.noteDelivery()
        return bytes.count
    }
}

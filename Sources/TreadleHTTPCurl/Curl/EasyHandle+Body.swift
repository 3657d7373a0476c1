internal import CTreadleCurl
internal import TreadleHTTP

extension EasyHandle {
    /// Up to here a body goes out together with the head, at the price of a copy.
    private static let copiedByteCount = 60 * 1024

    /// Sets method and body, which libcurl has in one.
    func setBody(of transfer: Transfer) throws(CurlError) {
        let request = transfer.request
        switch request.body {
        case .bytes(let bytes) where bytes.isEmpty && !request.announcesEmptyBody:
            try self.set(request.method == .head ? CURLOPT_NOBODY : CURLOPT_HTTPGET, to: 1)
            if request.method != .get, request.method != .head {
                try self.set(CURLOPT_CUSTOMREQUEST, to: request.method.rawValue)
            }
            return
        case .bytes(let bytes) where bytes.count <= Self.copiedByteCount:
            try self.set(CURLOPT_POST, to: 1)
            try self.setOffset(CURLOPT_POSTFIELDSIZE_LARGE, to: bytes.count)
            try self.setCopied(bytes)
        case .bytes(let bytes):
            try self.set(CURLOPT_UPLOAD, to: 1)
            try self.setOffset(CURLOPT_INFILESIZE_LARGE, to: bytes.count)
        case .stream(_, let length):
            // Without a length libcurl sends chunks.
            try self.set(CURLOPT_UPLOAD, to: 1)
            try self.setOffset(CURLOPT_INFILESIZE_LARGE, to: length ?? -1)
        }
        try self.set(CURLOPT_CUSTOMREQUEST, to: request.method.rawValue)
    }

    private func setOffset(_ option: CURLoption, to value: Int) throws(CurlError) {
        try CurlError.check(ctreadle_curl_set_offset(self.handle, option, curl_off_t(value)))
    }

    private func setCopied(_ bytes: ArraySlice<UInt8>) throws(CurlError) {
        let code = bytes.withUnsafeBytes { buffer in
            // An empty buffer may have no address, and none means "ask for the body".
            guard let address = buffer.baseAddress else {
                return ctreadle_curl_set_string(self.handle, CURLOPT_COPYPOSTFIELDS, "")
            }
            return ctreadle_curl_set_pointer(self.handle, CURLOPT_COPYPOSTFIELDS, address)
        }
        try CurlError.check(code)
    }

    /// libcurl asks for more of the request's body.
    func provide(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let progress = self.progress else { return Int(CURL_READFUNC_ABORT) }
        // No bytes would be the end to libcurl, and to the other side: half a body would look whole.
        guard !progress.isBodyRefused else { return self.pauseSending(of: progress) }
        progress.noteActivity()
        guard let upload = progress.transfer.upload else {
            guard case .bytes(let bytes) = progress.transfer.request.body else { return 0 }
            let part = bytes.dropFirst(progress.bodyOffset).prefix(buffer.count)
            part.withUnsafeBytes { buffer.copyMemory(from: $0) }
            progress.bodyOffset += part.count
            return part.count
        }
        switch upload.read(into: buffer) {
        case .count(let count):
            progress.bodyOffset += count
            return count
        case .pause:
            return self.pauseSending(of: progress)
        case .abort(let error):
            progress.failure = error
            return Int(CURL_READFUNC_ABORT)
        }
    }

    private func pauseSending(of progress: Progress) -> Int {
        progress.isSendingPaused = true
        if progress.hasHead { self.noteHalt(of: progress) }
        return Int(CURL_READFUNC_PAUSE)
    }

    /// libcurl wants to send the body again on a fresh connection.
    func rewind(to offset: Int) -> Int32 {
        guard let progress = self.progress, offset >= 0 else { return CURL_SEEKFUNC_FAIL }
        guard progress.transfer.upload == nil else {
            return progress.bodyOffset == offset ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
        }
        progress.bodyOffset = offset
        return CURL_SEEKFUNC_OK
    }
}

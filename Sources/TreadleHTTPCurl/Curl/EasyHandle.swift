internal import CTreadleCurl

/// libcurl's easy handle: one transfer at a time, then the next.
///
/// Not shared: the loop's thread is the only one that makes, touches and frees it. A class, because libcurl's callbacks
/// find it by its address.
final class EasyHandle {
    /// Only ``MultiHandle`` and the extensions of this type use it.
    let handle: UnsafeMutableRawPointer
    let configuration: CurlTransportConfiguration
    private let outbox: Outbox
    /// What happened to the transfer under way; `nil` between transfers.
    var progress: Progress?
    /// The list libcurl reads the header lines from while the transfer is under way.
    private var headers: HeaderList?
    private let errorText = UnsafeMutableBufferPointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init(_ configuration: CurlTransportConfiguration, _ outbox: Outbox) throws(CurlError) {
        guard let handle = curl_easy_init() else { throw CurlError(CURLE_FAILED_INIT) }
        self.handle = handle
        self.configuration = configuration
        self.outbox = outbox
        self.errorText.initialize(repeating: 0)
        try self.setPermanentOptions()
        try self.setCallbacks()
    }

    deinit {
        curl_easy_cleanup(self.handle)
        self.errorText.deallocate()
    }

    /// Tells the loop that there is something to hand over when the pass is over.
    func noteDelivery() {
        guard let progress = self.progress, !progress.isNoted else { return }
        progress.isNoted = true
        self.outbox.note(self)
    }

    /// Tells the loop that the request's body waits although the response has begun.
    func noteHalt(of progress: Progress) {
        if progress.halt.begin() { self.outbox.noteHalt(of: progress, in: self) }
    }

    /// What libcurl wrote about the last failure, without the request's URL being asked for it.
    var errorDetail: String? {
        guard let text = self.errorText.baseAddress, text.pointee != 0 else { return nil }
        return String(cString: text)
    }

    /// Bytes of the request's body that went out.
    var uploadedByteCount: Int {
        var count: curl_off_t = 0
        return ctreadle_curl_get_offset(self.handle, CURLINFO_SIZE_UPLOAD_T, &count) == CURLE_OK ? Int(count) : 0
    }

    /// Bytes of request heads that went out.
    var sentHeadByteCount: Int {
        var count = 0
        return ctreadle_curl_get_long(self.handle, CURLINFO_REQUEST_SIZE, &count) == CURLE_OK ? count : 0
    }
}

// Options.
extension EasyHandle {
    func set(_ option: CURLoption, to value: Int) throws(CurlError) {
        try CurlError.check(ctreadle_curl_set_long(self.handle, option, value))
    }

    func set(_ option: CURLoption, to value: String?) throws(CurlError) {
        try CurlError.check(ctreadle_curl_set_string(self.handle, option, value))
    }

    func set(_ option: CURLoption, to value: UnsafeRawPointer?) throws(CurlError) {
        try CurlError.check(ctreadle_curl_set_pointer(self.handle, option, value))
    }

    private func setPermanentOptions() throws(CurlError) {
        try self.set(CURLOPT_NOSIGNAL, to: 1)
        // A name that is still looked up when its transfer is given up would block the loop until it is found.
        try self.set(CURLOPT_QUICK_EXIT, to: 1)
        try self.set(CURLOPT_PROTOCOLS_STR, to: "http,https")
        try self.set(CURLOPT_PATH_AS_IS, to: 1)
        try self.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, to: 1)
        try self.set(CURLOPT_TCP_KEEPALIVE, to: 1)
        try self.set(CURLOPT_CONNECTTIMEOUT_MS, to: self.configuration.connectTimeout.milliseconds)
        let version = self.configuration.allowsHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1
        try self.set(CURLOPT_HTTP_VERSION, to: Int(version))
        if self.configuration.allowsHTTP2 { try self.set(CURLOPT_PIPEWAIT, to: 1) }
        try self.set(CURLOPT_USERAGENT, to: self.configuration.userAgent)
        if self.configuration.acceptsCompression { try self.set(CURLOPT_ACCEPT_ENCODING, to: "") }
        if !self.configuration.usesEnvironmentProxies { try self.set(CURLOPT_PROXY, to: "") }
        if let file = self.configuration.certificateAuthorities { try self.set(CURLOPT_CAINFO, to: file) }
        try self.set(CURLOPT_ERRORBUFFER, to: UnsafeRawPointer(self.errorText.baseAddress))
    }

    /// Makes it ready for a transfer.
    func prepare(_ transfer: Transfer, now: ContinuousClock.Instant) throws(CurlError) {
        let request = transfer.request
        self.progress = Progress(transfer, self.configuration, now: now)
        self.errorText.baseAddress?.pointee = 0
        let headers = try HeaderList(request.lines)
        try self.set(CURLOPT_URL, to: request.url)
        try self.set(CURLOPT_HTTPHEADER, to: UnsafeRawPointer(headers.first))
        self.headers = consume headers
        try self.setBody(of: transfer)
    }

    /// Parts with everything that belonged to the last transfer.
    func reset() throws(CurlError) {
        self.progress = nil
        try self.set(CURLOPT_HTTPHEADER, to: UnsafeRawPointer?.none)
        self.headers = nil
        try self.set(CURLOPT_URL, to: String?.none)
        try self.set(CURLOPT_CUSTOMREQUEST, to: String?.none)
        try self.set(CURLOPT_POSTFIELDS, to: UnsafeRawPointer?.none)
        try self.set(CURLOPT_UPLOAD, to: 0)
        try self.set(CURLOPT_HTTPGET, to: 1)
    }
}

internal import CTreadleCurl

/// libcurl's multi handle: many transfers on one thread.
///
/// Unchecked, because libcurl allows ``wakeUp()`` from any thread until ``close()``, and everything else is called by the
/// one thread of the ``CurlLoop`` that owns it, which closes it as its last act, when no wake-up is under way.
final class MultiHandle: @unchecked Sendable {
    private let handle: UnsafeMutableRawPointer

    init(_ configuration: CurlTransportConfiguration) throws(CurlError) {
        try CurlError.check(Self.globalStatus)
        guard let handle = curl_multi_init() else { throw CurlError(CURLE_OUT_OF_MEMORY) }
        self.handle = handle
        do throws(CurlError) {
            try self.set(CURLMOPT_PIPELINING, to: Int(CURLPIPE_MULTIPLEX))
            try self.set(CURLMOPT_MAX_HOST_CONNECTIONS, to: configuration.maximumConnectionsPerHost)
            try self.set(CURLMOPT_MAXCONNECTS, to: configuration.maximumConnectionsKept)
        } catch {
            self.close()
            throw error
        }
    }

    /// Closes every connection; nothing may be called afterwards.
    func close() {
        curl_multi_cleanup(self.handle)
    }

    /// libcurl wants one call per process, before all others; a global is initialised exactly once.
    private static let globalStatus = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    private func set(_ option: CURLMoption, to value: Int) throws(CurlError) {
        try CurlError.check(ctreadle_curl_multi_set_long(self.handle, option, value))
    }

    func add(_ easy: EasyHandle) throws(CurlError) {
        try CurlError.check(curl_multi_add_handle(self.handle, easy.handle))
    }

    /// Takes a transfer out; if it was under way, its connection is closed.
    func remove(_ easy: EasyHandle) {
        let code = curl_multi_remove_handle(self.handle, easy.handle)
        precondition(code == CURLM_OK, "a handle is removed by the loop that added it, outside of callbacks")
    }

    /// Reads and writes whatever can be read and written now. Callbacks run in here.
    func perform() throws(CurlError) {
        var running: Int32 = 0
        try CurlError.check(curl_multi_perform(self.handle, &running))
    }

    /// The next transfer that came to its end, and how.
    func nextDone() -> (EasyHandle, CURLcode)? {
        var code = CURLE_OK
        guard let handle = ctreadle_curl_multi_next_done(self.handle, &code) else { return nil }
        return (EasyHandle.owner(of: handle), code)
    }

    /// Waits for a socket, a timer of libcurl's, ``wakeUp()`` or the time limit.
    func poll(upTo milliseconds: Int32) throws(CurlError) {
        try CurlError.check(curl_multi_poll(self.handle, nil, 0, milliseconds, nil))
    }

    /// Ends the current or the next ``poll(upTo:)``. May be called from any thread.
    func wakeUp() {
        // Fails only when the wake-up is already pending.
        curl_multi_wakeup(self.handle)
    }
}

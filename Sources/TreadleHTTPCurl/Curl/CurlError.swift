internal import CTreadleCurl

/// A status of libcurl, kept as it came: the cause under an ``HTTPError``.
struct CurlError: Error, CustomStringConvertible {
    var code: UInt32
    /// What libcurl has to say about this one case, where it says anything.
    var detail: String?

    init(_ code: CURLcode, detail: String? = nil) {
        self.code = code.rawValue
        self.detail = detail
    }

    init(_ code: CURLMcode) {
        self.code = UInt32(bitPattern: code.rawValue)
        self.detail = String(cString: curl_multi_strerror(code))
    }

    var description: String {
        "libcurl status \(self.code): \(self.detail ?? String(cString: curl_easy_strerror(CURLcode(self.code))))"
    }

    /// Refuses everything but success.
    static func check(_ code: CURLcode) throws(CurlError) {
        guard code == CURLE_OK else { throw CurlError(code) }
    }

    /// Refuses everything but success.
    static func check(_ code: CURLMcode) throws(CurlError) {
        guard code == CURLM_OK else { throw CurlError(code) }
    }
}

internal import CTreadleCurl

/// libcurl's linked list of header lines; owning the value is owning the list.
struct HeaderList: ~Copyable {
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    init(_ lines: [String]) throws(CurlError) {
        var first: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(first, line) else {
                curl_slist_free_all(first)
                throw CurlError(CURLE_OUT_OF_MEMORY)
            }
            first = longer
        }
        self.first = first
    }

    deinit { curl_slist_free_all(self.first) }
}

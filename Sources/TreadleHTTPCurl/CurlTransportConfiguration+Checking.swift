internal import TreadleHTTP

extension CurlTransportConfiguration {
    /// Refuses values that cannot work.
    func checked() throws(HTTPError) -> CurlTransportConfiguration {
        guard self.connectTimeout > .zero, self.idleTimeout > .zero else {
            throw HTTPError(.refusedToStart, "connectTimeout and idleTimeout must be above zero")
        }
        guard self.responseBufferLowWater >= 0, self.responseBufferLowWater < self.responseBufferHighWater else {
            throw HTTPError(.refusedToStart, "responseBufferLowWater must be below responseBufferHighWater")
        }
        guard self.maximumHeadBytes > 0, self.maximumConnectionsPerHost > 0, self.maximumConnectionsKept > 0 else {
            throw HTTPError(.refusedToStart, "maximumHeadBytes and the numbers of connections must be above zero")
        }
        return self
    }
}

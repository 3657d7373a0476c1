/// The other end of a connection.
public struct HTTPPeer: Sendable, Hashable, CustomStringConvertible {
    /// The numeric address, IPv4 or IPv6, without a port. An IPv4 address mapped into IPv6 is written as IPv4.
    public var address: String
    /// Whether that address is this machine (127.0.0.0/8 or ::1).
    public var isLoopback: Bool

    /// Makes a peer.
    public init(address: String, isLoopback: Bool) {
        self.address = address
        self.isLoopback = isLoopback
    }

    public var description: String { self.address }
}

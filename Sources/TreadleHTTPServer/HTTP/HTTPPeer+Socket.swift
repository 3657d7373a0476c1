internal import CTreadleMicroHTTPD
internal import Glibc
internal import TreadleHTTP

extension HTTPPeer {
    /// The peer of a socket address.
    init(_ address: UnsafePointer<sockaddr>?) {
        guard let address else {
            self.init(address: "unknown", isLoopback: false)
            return
        }
        let raw = UnsafeRawPointer(address)
        if Int32(address.pointee.sa_family) == AF_INET {
            self.init(v4: raw.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
            return
        }
        // IPv6: the address stands at byte 8. An IPv4 one mapped into it (::ffff:0:0/96) is written as IPv4.
        let words = (0..<4).map { raw.loadUnaligned(fromByteOffset: 8 + 4 * $0, as: UInt32.self) }
        if words[0] == 0, words[1] == 0, words[2] == UInt32(0xFFFF).bigEndian {
            self.init(v4: words[3])
            return
        }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(AF_INET6, raw + 8, &text, socklen_t(text.count))
        let isLoopback = words[0] | words[1] | words[2] == 0 && words[3] == UInt32(1).bigEndian
        self.init(
            address: String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self), isLoopback: isLoopback)
    }

    /// An IPv4 address in network order.
    private init(v4 address: UInt32) {
        let bytes = withUnsafeBytes(of: address) { Array($0) }
        self.init(address: bytes.map(String.init).joined(separator: "."), isLoopback: bytes[0] == 127)
    }
}

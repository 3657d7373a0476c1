import Glibc

/// A socket on a free port of 127.0.0.1; as long as nobody listens on it, connections are refused there.
///
/// Never closed: its number and its port would be given to another test.
struct BoundSocket {
    let descriptor: Int32
    let port: UInt16

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutableBytes(of: &address) { bytes in
            let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            return bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
        }
        guard isBound else { throw RawConnection.Broken() }
        self.descriptor = descriptor
        self.port = UInt16(bigEndian: address.sin_port)
    }
}

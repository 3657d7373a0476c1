#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// An address a name stands for, copied out of the resolver's list.
struct SocketAddress {
    private let family: Int32
    private let type: Int32
    private let `protocol`: Int32
    private let bytes: [UInt8]

    init(_ entry: addrinfo) {
        (self.family, self.type, self.protocol) = (entry.ai_family, entry.ai_socktype, entry.ai_protocol)
        self.bytes = Array(UnsafeRawBufferPointer(start: entry.ai_addr, count: Int(entry.ai_addrlen)))
    }

    /// A socket for it, or a negative number.
    func socket() -> Int32 {
        #if canImport(Darwin)
            Darwin.socket(self.family, self.type, self.protocol)
        #elseif canImport(Glibc)
            Glibc.socket(self.family, self.type, self.protocol)
        #elseif canImport(Musl)
            Musl.socket(self.family, self.type, self.protocol)
        #endif
    }

    /// Begins to connect; 0, or -1 with `errno`.
    func connect(_ descriptor: Int32) -> Int32 {
        self.bytes.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { address in
                #if canImport(Darwin)
                    Darwin.connect(descriptor, address.baseAddress, socklen_t(bytes.count))
                #elseif canImport(Glibc)
                    Glibc.connect(descriptor, address.baseAddress, socklen_t(bytes.count))
                #elseif canImport(Musl)
                    Musl.connect(descriptor, address.baseAddress, socklen_t(bytes.count))
                #endif
            }
        }
    }
}

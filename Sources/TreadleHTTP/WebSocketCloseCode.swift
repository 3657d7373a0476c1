/// Why a connection closes (RFC 6455, section 7.4.1).
public struct WebSocketCloseCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number on the wire.
    public var rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The purpose is fulfilled.
    public static let normal = WebSocketCloseCode(rawValue: 1000)
    /// The server goes down, or the page was left.
    public static let goingAway = WebSocketCloseCode(rawValue: 1001)
    /// A frame broke the protocol.
    public static let protocolError = WebSocketCloseCode(rawValue: 1002)
    /// A kind of message that is not accepted.
    public static let unsupportedData = WebSocketCloseCode(rawValue: 1003)
    /// The connection ended without a close frame; never sent.
    public static let abnormal = WebSocketCloseCode(rawValue: 1006)
    /// Text that is not UTF-8.
    public static let invalidData = WebSocketCloseCode(rawValue: 1007)
    /// A rule of the application was broken.
    public static let policyViolation = WebSocketCloseCode(rawValue: 1008)
    /// A message over the limit.
    public static let messageTooBig = WebSocketCloseCode(rawValue: 1009)
    /// A fault of the server's.
    public static let internalError = WebSocketCloseCode(rawValue: 1011)

    public var description: String { String(self.rawValue) }
}

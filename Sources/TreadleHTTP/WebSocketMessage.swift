/// A whole message, put together from its frames (RFC 6455, section 5.6).
public enum WebSocketMessage: Sendable, Hashable {
    /// A text message: valid UTF-8.
    case text(ArraySlice<UInt8>)
    /// A binary message.
    case binary(ArraySlice<UInt8>)
}

/// One event of a `text/event-stream` (WHATWG HTML, section 9.2).
public struct ServerSentEvent: Sendable, Hashable {
    /// The event's type: what `event:` said, or else `message`.
    public var type: String
    /// The data as it was sent, in UTF-8; the lines of several `data:` fields are joined by line feeds.
    ///
    /// Usually a slice of the bytes that were parsed, which it keeps in memory.
    public var data: ArraySlice<UInt8>
    /// The last event ID: what the latest `id:` of the stream said, in this event or before; empty if there was none.
    public var id: String

    /// Makes an event.
    public init(type: String = "message", data: ArraySlice<UInt8>, id: String = "") {
        self.type = type
        self.data = data
        self.id = id
    }

    /// The data as text; what is not UTF-8 in it becomes U+FFFD.
    public var text: String { String(decoding: self.data, as: UTF8.self) }
}

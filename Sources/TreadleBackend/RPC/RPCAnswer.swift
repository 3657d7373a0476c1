internal import TreadleCore

/// Writes the frames that answer one request; the part before `data` is made once.
struct RPCAnswer: Sendable {
    private let head: [UInt8]

    /// Frames of `type` for the request `id`.
    init(_ type: String, _ id: String) {
        var writer = JSONWriter(capacity: 64 + id.utf8.count)
        writer.beginObject()
        writer.member("type", type)
        writer.member("request_id", id)
        writer.name("data")
        self.head = writer.bytes
    }

    /// A frame with that data.
    func frame(_ data: RawJSON) -> ArraySlice<UInt8> {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(self.head.count + data.bytes.count + 1)
        bytes.append(contentsOf: self.head)
        bytes.append(contentsOf: data.bytes)
        bytes.append(UInt8(ascii: "}"))
        return bytes[...]
    }
}

internal import TreadleCore

/// Writes a `multipart/form-data` body.
struct MultipartForm {
    private let boundary: String
    private var bytes: [UInt8] = []

    /// Starts a form. `boundary` must not stand in what is added; a random one does not.
    init(boundary: String = Self.randomBoundary()) { self.boundary = boundary }

    /// What to send as `Content-Type`.
    var contentType: String { "multipart/form-data; boundary=\(self.boundary)" }

    /// Adds a field.
    mutating func add(_ name: String, _ value: String) {
        self.add("Content-Disposition: form-data; name=\"\(name)\"", [UInt8](utf8: value)[...])
    }

    /// Adds a file.
    mutating func add(_ name: String, filename: String, _ content: ArraySlice<UInt8>) {
        let filename = Self.escape(filename)
        self.add(
            "Content-Disposition: form-data; name=\"\(name)\"; filename=\"\(filename)\"\r\n"
                + "Content-Type: application/octet-stream", content)
    }

    /// The body, closed.
    consuming func finish() -> [UInt8] {
        self.bytes.append(contentsOf: "--\(self.boundary)--\r\n".utf8)
        return self.bytes
    }

    private mutating func add(_ header: String, _ content: ArraySlice<UInt8>) {
        self.bytes.reserveCapacity(self.bytes.count + content.count + 512)
        self.bytes.append(contentsOf: "--\(self.boundary)\r\n\(header)\r\n\r\n".utf8)
        self.bytes.append(contentsOf: content)
        self.bytes.append(contentsOf: "\r\n".utf8)
    }

    /// A name between quotes; line breaks and quotes as HTML's forms write them.
    private static func escape(_ name: String) -> String {
        var escaped: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): escaped.append(contentsOf: "\\\\".utf8)
            case UInt8(ascii: "\""): escaped.append(contentsOf: "\\\"".utf8)
            case 0..<0x20, 0x7F: escaped.append(contentsOf: PercentText.encode(String(Unicode.Scalar(byte))).utf8)
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static func randomBoundary() -> String {
        let high = UInt64.random(in: .min ... .max)
        let low = UInt64.random(in: .min ... .max)
        return "treadle-" + String(high, radix: 16) + String(low, radix: 16)
    }
}

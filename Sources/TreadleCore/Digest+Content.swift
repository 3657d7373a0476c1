/// The digests by which Weave's protocol names contents (`weave.trace.serialization.digest`).
extension Digest {
    /// The name of some bytes: SHA-256 in base64, all of it letters and digits, 43 of them.
    package static func content(_ bytes: ArraySlice<UInt8>) -> String {
        let stream = SHA256Stream()
        stream.update(bytes)
        return Self.contentName(stream.finish())
    }

    /// The name of a value, an object's or a row's: that of its canonical JSON, whatever its spelling here.
    ///
    /// - Complexity: O(n log n) in the length of the text. The canonical JSON itself is never held.
    package static func content(of value: RawJSON) -> String {
        var sink = DigestSink()
        value.writeCanonically(to: &sink)
        return Self.contentName(sink.finish())
    }

    /// The name of a table: SHA-256 over the digests of its rows, 64 lower-case hexadecimal digits.
    package static func table(ofRows rowDigests: some Sequence<String>) -> String {
        let stream = SHA256Stream()
        for var digest in rowDigests { digest.withUTF8 { stream.update(UnsafeRawBufferPointer($0)) } }
        let digits = [UInt8](utf8: "0123456789abcdef")
        let text = stream.finish().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    private static func contentName(_ digest: [UInt8]) -> String {
        // `-` and `_` stand for these two in the alphabet for URLs, and Weave replaces those in turn.
        let letters = Self.base64(digest).utf8.lazy.filter { $0 != UInt8(ascii: "=") }.map { byte in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "X")
            case UInt8(ascii: "/"): UInt8(ascii: "Y")
            default: byte
            }
        }
        return String(decoding: Array(letters), as: UTF8.self)
    }
}

/// Takes canonical JSON into a digest.
private struct DigestSink: CanonicalJSONSink, ~Copyable {
    private let stream = Digest.SHA256Stream()

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) { self.stream.update(UnsafeRawBufferPointer(bytes)) }

    consuming func finish() -> [UInt8] { self.stream.finish() }
}

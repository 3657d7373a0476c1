internal import CTreadleMicroHTTPD
internal import TreadleHTTP

/// A request's head, read once, with what decides about its framing picked out on the way.
///
/// libmicrohttpd takes more than the protocol allows (both framings at once, several lengths, no host); whatever two
/// servers could read in two ways is refused here, before anything acts on it.
struct RequestHead {
    var fields: [HTTPFields.Field] = []
    private var lengths = 0
    private(set) var declaredLength: Int?
    private var transferEncodings = 0
    private(set) var isChunked = false
    private var hosts = 0
    private var expectsSomethingElse = false
    private var hasMalformedName = false
    private var hasControlByte = false
    /// Where the next field, or the end of the head, must stand.
    private var next: UnsafeRawPointer?
    private var hasGap = false
    /// Whether there is an `Upgrade` field.
    private(set) var hasUpgrade = false

    /// Whether a body follows.
    var hasBody: Bool { self.isChunked || (self.declaredLength ?? 0) > 0 }

    /// Reads the fields libmicrohttpd has parsed.
    ///
    /// It parses a head in the place where it was read. A field is therefore to stand right behind the line break of
    /// what precedes it; where it does not, lines were folded (libmicrohttpd 0.9.75 puts a folded line at the end of
    /// the field's *name*, which makes `Transfer-Encoding` of `Transfer-Encodin`), or a zero byte hides the rest of a
    /// value, or a line ends otherwise than the protocol says. Nothing is read through these pointers.
    init(of connection: OpaquePointer, after line: RequestLine) {
        self.fields.reserveCapacity(8)
        self.next = line.end
        withUnsafeMutablePointer(to: &self) { head in
            _ = MHD_get_connection_values_n(
                connection, .HEADER_KIND,
                { context, _, name, nameLength, value, valueLength in
                    guard let context, let name else { return .YES }
                    context.assumingMemoryBound(to: RequestHead.self).pointee.append(
                        UnsafeRawBufferPointer(start: name, count: nameLength),
                        UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : valueLength))
                    return .YES
                }, head)
        }
        let size = ctreadle_mhd_header_size(connection)
        if let start = line.method, let next = self.next, UnsafeRawPointer(start) + size != next + 2 {
            self.hasGap = true
        }
        self.next = nil
    }

    private mutating func append(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        switch name.count {
        case 4 where Self.equal(name, "host"): self.hosts += 1
        case 6 where Self.equal(name, "expect"):
            self.expectsSomethingElse = self.expectsSomethingElse || !Self.equal(value, "100-continue")
        case 7 where Self.equal(name, "upgrade"): self.hasUpgrade = true
        case 14 where Self.equal(name, "content-length"):
            self.lengths += 1
            self.declaredLength = Self.number(value)
        case 17 where Self.equal(name, "transfer-encoding"):
            self.transferEncodings += 1
            self.isChunked = Self.equal(value, "chunked")
        default: break
        }
        if let start = name.baseAddress, let text = value.baseAddress {
            if start != self.next || text <= start + name.count { self.hasGap = true }
            self.next = text + value.count + 2
        }
        if !value.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) { self.hasControlByte = true }
        // A name with white space in it hides a field from one reader and shows it to another.
        if name.isEmpty || !name.allSatisfy(Self.isTokenByte) { self.hasMalformedName = true }
        self.fields.append(
            HTTPFields.Field(
                String(decoding: name, as: UTF8.self), String(decoding: Self.withoutBlanksBehind(value), as: UTF8.self))
        )
    }

    /// libmicrohttpd takes off the blanks in front only.
    private static func withoutBlanksBehind(_ value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer.SubSequence {
        var end = value.endIndex
        while end > 0, value[end - 1] == 0x20 || value[end - 1] == 0x09 { end -= 1 }
        return value[..<end]
    }

    /// Why the request cannot be taken, if it cannot.
    func refusal(target: String, isVersion10: Bool) -> HTTPResponse? {
        if self.hasMalformedName { return Refusal.malformed("a header field's name has characters it must not have") }
        if self.hasGap || self.hasControlByte {
            return Refusal.malformed("the head has folded lines, line breaks other than CRLF, or control characters")
        }
        if !Self.isTarget(target) { return Refusal.malformed("the request target must begin with '/' or be a URL") }
        if self.hosts > 1 { return Refusal.malformed("there is more than one Host field") }
        if self.hosts == 0, !isVersion10 { return Refusal.malformed("there is no Host field") }
        if self.lengths > 1 { return Refusal.malformed("there is more than one Content-Length field") }
        if self.transferEncodings > 0 {
            if self.lengths > 0 { return Refusal.malformed("there are both Content-Length and Transfer-Encoding") }
            if isVersion10 { return Refusal.malformed("HTTP/1.0 has no Transfer-Encoding") }
            if self.transferEncodings > 1 { return Refusal.malformed("there is more than one Transfer-Encoding field") }
            if !self.isChunked { return Refusal.unsupportedTransferEncoding() }
        }
        return self.expectsSomethingElse ? Refusal.expectationFailed() : nil
    }

    private static func isTarget(_ target: String) -> Bool {
        guard target.utf8.first == UInt8(ascii: "/") || target == "*" || target.utf8.contains(UInt8(ascii: ":")) else {
            return false
        }
        return target.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    /// RFC 9110, section 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
        default: false
        }
    }

    /// Compares with a lower-case word, ASCII letters without case.
    private static func equal(_ bytes: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<bytes.count {
            let byte = bytes[index]
            let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
            if folded != word.utf8Start[index] { return false }
        }
        return true
    }

    private static func number(_ bytes: UnsafeRawBufferPointer) -> Int? {
        // libmicrohttpd has refused what is not all digits, or too many of them.
        var number = 0
        for byte in bytes {
            guard byte &- 0x30 < 10 else { return nil }
            let (product, over) = number.multipliedReportingOverflow(by: 10)
            guard !over else { return .max }
            number = product + Int(byte - 0x30)
        }
        return bytes.isEmpty ? nil : number
    }
}

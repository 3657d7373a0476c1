#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Writes JSON text, compact and in the order it is told.
///
/// Commas are its business; that what is opened is closed, and that a member has a name, is the caller's.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// Makes a writer, with room for `capacity` bytes before it grows.
    public init(capacity: Int = 0) {
        if capacity > 0 { self.bytes.reserveCapacity(capacity) }
    }

    /// What has been written, as one value.
    public var raw: RawJSON { RawJSON(unchecked: self.bytes[...]) }

    /// A place to come back to.
    package struct Mark: Sendable {
        fileprivate let count: Int
        fileprivate let needsComma: Bool
    }

    /// Where it stands now.
    package var mark: Mark { Mark(count: self.bytes.count, needsComma: self.needsComma) }

    /// Forgets what was written since.
    package mutating func rewind(to mark: Mark) {
        self.bytes.removeSubrange(mark.count...)
        self.needsComma = mark.needsComma
    }

    /// Writes a value that is known to be JSON, such as a number's digits.
    package mutating func write(literal text: String) {
        self.separate()
        self.bytes.append(contentsOf: text.utf8)
    }

    private mutating func separate() {
        if self.needsComma { self.bytes.append(UInt8(ascii: ",")) }
        self.needsComma = true
    }

    /// Opens an object.
    public mutating func beginObject() {
        self.separate()
        self.bytes.append(UInt8(ascii: "{"))
        self.needsComma = false
    }

    /// Closes an object.
    public mutating func endObject() {
        self.bytes.append(UInt8(ascii: "}"))
        self.needsComma = true
    }

    /// Opens an array.
    public mutating func beginArray() {
        self.separate()
        self.bytes.append(UInt8(ascii: "["))
        self.needsComma = false
    }

    /// Closes an array.
    public mutating func endArray() {
        self.bytes.append(UInt8(ascii: "]"))
        self.needsComma = true
    }

    /// Writes a member's name; its value comes next.
    public mutating func name(_ name: String) {
        self.separate()
        self.appendQuoted(name)
        self.bytes.append(UInt8(ascii: ":"))
        self.needsComma = false
    }

    mutating func member(quotedName: ArraySlice<UInt8>, _ value: RawJSON) {
        self.separate()
        self.bytes.append(contentsOf: quotedName)
        self.bytes.append(UInt8(ascii: ":"))
        self.bytes.append(contentsOf: value.bytes)
    }

    /// Writes an object's members into the object that is open, as they are.
    package mutating func writeMembers(of object: RawJSON) {
        let isWhitespace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        let inner = object.bytes.dropFirst().dropLast().drop(while: isWhitespace)
        guard let end = inner.lastIndex(where: { !isWhitespace($0) }) else { return }
        self.separate()
        self.bytes.append(contentsOf: inner[...end])
    }

    /// Ends a line that began at `start`, so that what comes next is a value of its own: JSON lines.
    ///
    /// Line breaks on the way can only stand between tokens, where a space does as well.
    package mutating func endLine(from start: Int) {
        self.bytes.withUnsafeMutableBytes { bytes in
            let line = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
            Self.blank(0x0A, in: line)
            Self.blank(0x0D, in: line)
        }
        self.bytes.append(0x0A)
        self.needsComma = false
    }

    /// Puts a space wherever a byte stands. The C library looks at many bytes at a time, and nearly no line has any.
    private static func blank(_ byte: Int32, in line: UnsafeMutableRawBufferPointer) {
        var rest = line[...]
        while !rest.isEmpty, let base = line.baseAddress, let found = memchr(base + rest.startIndex, byte, rest.count) {
            found.storeBytes(of: 0x20, as: UInt8.self)
            rest = line[(found - base + 1)...]
        }
    }

    /// Writes `null`.
    public mutating func writeNull() {
        self.separate()
        self.bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a value as it is.
    public mutating func write(_ value: RawJSON) {
        self.separate()
        self.bytes.append(contentsOf: value.bytes)
    }

    /// Writes a string.
    public mutating func write(_ value: String) {
        self.separate()
        self.appendQuoted(value)
    }

    /// Writes an integer.
    public mutating func write(_ value: Int) {
        self.separate()
        self.bytes.append(contentsOf: String(value).utf8)
    }

    /// Writes a number in its shortest exact form; JSON has no infinities and no NaN, so those become `null`.
    public mutating func write(_ value: Double) {
        guard value.isFinite else { return self.writeNull() }
        self.separate()
        self.bytes.append(contentsOf: value.description.utf8)
    }

    /// Writes a Boolean.
    public mutating func write(_ value: Bool) {
        self.separate()
        self.bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes any value.
    public mutating func write(_ value: JSONValue) {
        switch value {
        case .null: self.writeNull()
        case .boolean(let value): self.write(value)
        case .number(let number):
            self.separate()
            self.bytes.append(contentsOf: number.text.utf8)
        case .string(let value): self.write(value)
        case .array(let elements):
            self.beginArray()
            for element in elements { self.write(element) }
            self.endArray()
        case .object(let object):
            self.beginObject()
            for member in object.members {
                self.name(member.name)
                self.write(member.value)
            }
            self.endObject()
        }
    }

    private mutating func appendQuoted(_ text: String) {
        self.bytes.append(UInt8(ascii: "\""))
        // Nearly every text has its bytes in one place; only another one is worth a copy of the reference to it.
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { self.appendEscaped($0) }
        if isDone == nil {
            var text = text
            text.withUTF8 { self.appendEscaped($0) }
        }
        self.bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ utf8: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while true {
            let end = utf8.firstEscape(from: start)
            self.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<end]))
            if end == utf8.count { break }
            self.appendEscape(utf8[end])
            start = end + 1
        }
    }

    private mutating func appendEscape(_ byte: UInt8) {
        self.bytes.append(UInt8(ascii: "\\"))
        if let letter = Self.letter(escaping: byte) { return self.bytes.append(letter) }
        let digits = StaticString("0123456789abcdef").utf8Start
        self.bytes.append(contentsOf: "u00".utf8)
        self.bytes.append(digits[Int(byte >> 4)])
        self.bytes.append(digits[Int(byte & 15)])
    }

    /// What stands after the backslash for a byte; `nil` where it is `u` and the number.
    static func letter(escaping byte: UInt8) -> UInt8? {
        switch byte {
        case 0x22, 0x5C: byte
        case 0x08: UInt8(ascii: "b")
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0C: UInt8(ascii: "f")
        case 0x0D: UInt8(ascii: "r")
        default: nil
        }
    }
}

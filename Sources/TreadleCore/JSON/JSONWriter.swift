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
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            while true {
                let end = Self.endOfPlainText(in: utf8, from: start)
                self.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<end]))
                guard end < utf8.count else { return }
                self.appendEscape(utf8[end])
                start = end + 1
            }
        }
        self.bytes.append(UInt8(ascii: "\""))
    }

    /// Where the next byte stands that must be escaped, eight bytes at a time: nearly no text has any.
    private static func endOfPlainText(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = text.baseAddress else { return start }
        let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        var index = start
        while text.count &- index >= 8 {
            let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
            // A byte borrows from its high bit where it is below what is taken away, and was below 0x80.
            let (quotes, backslashes) = (word ^ ones &* 0x22, word ^ ones &* 0x5C)
            let controls = (word &- ones &* 0x20) & ~word
            let special = controls | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
            if special & highs != 0 { break }
            index &+= 8
        }
        while index < text.count {
            let byte = base[index]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
            index &+= 1
        }
        return index
    }

    private mutating func appendEscape(_ byte: UInt8) {
        self.bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: self.bytes.append(byte)
        case 0x08: self.bytes.append(UInt8(ascii: "b"))
        case 0x09: self.bytes.append(UInt8(ascii: "t"))
        case 0x0A: self.bytes.append(UInt8(ascii: "n"))
        case 0x0C: self.bytes.append(UInt8(ascii: "f"))
        case 0x0D: self.bytes.append(UInt8(ascii: "r"))
        default:
            let digits = StaticString("0123456789abcdef").utf8Start
            self.bytes.append(contentsOf: "u00".utf8)
            self.bytes.append(digits[Int(byte >> 4)])
            self.bytes.append(digits[Int(byte & 15)])
        }
    }
}

/// Writes JSON into memory that is known to be large enough: no check of room, and no growing, at each step.
///
/// For texts that are made very often and whose size has a bound; everything else is ``JSONWriter``'s. Who uses it
/// counts ``stringBound(_:)`` and the sizes of all else together first.
package struct JSONText: ~Copyable {
    private let base: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    /// How many bytes have been written.
    package private(set) var count = 0

    private init(_ base: UnsafeMutablePointer<UInt8>, capacity: Int) {
        self.base = base
        self.capacity = capacity
    }

    /// Makes a text.
    ///
    /// - Precondition: `body` writes no more than `capacity` bytes.
    package static func bytes(capacity: Int, _ body: (inout JSONText) -> Void) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: max(1, capacity)) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            var text = JSONText(base, capacity: buffer.count)
            body(&text)
            precondition(text.count <= text.capacity, "the bound of a JSON text was too small")
            count = text.count
        }
    }

    /// The most bytes that ``string(_:)`` can write.
    package static func stringBound(_ text: String) -> Int { text.utf8.count * 6 + 2 }

    /// Writes a piece as it is: names, punctuation.
    @inline(__always)
    package mutating func raw(_ text: StaticString) {
        self.copy(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Writes a value as it is.
    @inline(__always)
    package mutating func value(_ json: RawJSON) { json.bytes.withUnsafeBufferPointer { self.copy($0) } }

    /// Writes a string with its quotes, escaped where it must be.
    package mutating func string(_ text: String) {
        self.put(UInt8(ascii: "\""))
        // Nearly every text has its bytes in one place; only another one is worth a copy of the reference to it.
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { self.escaped($0) }
        if isDone == nil {
            var text = text
            text.withUTF8 { self.escaped($0) }
        }
        self.put(UInt8(ascii: "\""))
    }

    @inline(__always)
    private mutating func escaped(_ utf8: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while true {
            let end = utf8.firstEscape(from: start)
            self.copy(UnsafeBufferPointer(rebasing: utf8[start..<end]))
            if end == utf8.count { break }
            self.escape(utf8[end])
            start = end + 1
        }
    }

    /// Writes an integer.
    package mutating func integer(_ value: Int) {
        var text = String(value)
        text.withUTF8 { self.copy($0) }
    }

    /// Writes a moment with its quotes.
    package mutating func moment(_ moment: Timestamp) {
        self.put(UInt8(ascii: "\""))
        self.room(27)
        moment.write(to: UnsafeMutableBufferPointer(start: self.base + self.count, count: 27))
        self.count &+= 27
        self.put(UInt8(ascii: "\""))
    }

    @inline(__always)
    private func room(_ count: Int) {
        precondition(self.capacity &- self.count >= count, "the bound of a JSON text was too small")
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        self.room(1)
        self.base[self.count] = byte
        self.count &+= 1
    }

    @inline(__always)
    private mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        self.room(bytes.count)
        (self.base + self.count).update(from: start, count: bytes.count)
        self.count &+= bytes.count
    }

    private mutating func escape(_ byte: UInt8) {
        self.put(UInt8(ascii: "\\"))
        if let letter = JSONWriter.letter(escaping: byte) { return self.put(letter) }
        let digits = StaticString("0123456789abcdef").utf8Start
        self.raw("u00")
        self.put(digits[Int(byte >> 4)])
        self.put(digits[Int(byte & 15)])
    }
}

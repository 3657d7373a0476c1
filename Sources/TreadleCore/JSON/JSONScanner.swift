/// Walks over JSON text, checking every byte against RFC 8259 and decoding nothing.
///
/// It is the base of ``RawJSON`` and of the parser for ``JSONValue``. A library was weighed and refuses numbers that
/// Weave's protocol must keep (integers of any size); see `docs/dependencies.md`. It never reads outside
/// `0..<count`, and it does not recurse: nesting costs a bit each.
struct JSONScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    /// What it may still nest from here on.
    var limits: JSONLimits
    private(set) var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits = JSONLimits()) {
        self.bytes = bytes
        self.limits = limits
    }

    var isAtEnd: Bool { self.index >= self.bytes.count }

    /// The byte at the cursor, or 0 at the end: 0 is never valid JSON outside strings, so it falls into every "else".
    @inline(__always) var current: UInt8 { self.index < self.bytes.count ? self.bytes[self.index] : 0 }

    @inline(__always) mutating func advance() { self.index &+= 1 }

    /// Moves the cursor; whoever calls it has compared `index` with the count.
    @inline(__always) mutating func moveCursor(to index: Int) { self.index = index }

    @inline(__always) mutating func skipWhitespace() {
        while self.index < self.bytes.count {
            switch self.bytes[self.index] {
            case 0x20, 0x0A, 0x0D, 0x09: self.index &+= 1
            default: return
            }
        }
    }

    func failure(_ message: String) -> JSONError { JSONError(message, at: self.index) }

    func unexpected(_ expected: String) -> JSONError {
        self.failure(
            self.isAtEnd ? "unexpected end, expected \(expected)" : "unexpected character, expected \(expected)")
    }

    /// Skips one value of any kind, with the white space before it.
    mutating func skipValue() throws(JSONError) {
        var nesting = Nesting()
        while true {
            self.skipWhitespace()
            switch self.current {
            case UInt8(ascii: "{"):
                try self.open(&nesting, isObject: true)
                self.skipWhitespace()
                if self.current != UInt8(ascii: "}") {
                    try self.skipMemberName()
                    continue
                }
            case UInt8(ascii: "["):
                try self.open(&nesting, isObject: false)
                self.skipWhitespace()
                if self.current != UInt8(ascii: "]") { continue }
            default:
                try self.skipScalar()
            }
            // A value has ended, or a container is about to: close what closes, up to the next value.
            if try self.closeContainers(&nesting) { return }
        }
    }

    /// Skips a member's name and the colon after it.
    mutating func skipMemberName() throws(JSONError) {
        self.skipWhitespace()
        guard self.current == UInt8(ascii: "\"") else { throw self.unexpected("a member name") }
        try self.skipString()
        self.skipWhitespace()
        guard self.current == UInt8(ascii: ":") else { throw self.unexpected("':'") }
        self.advance()
    }

    /// Skips a string, a number, or one of the three words.
    mutating func skipScalar() throws(JSONError) {
        switch self.current {
        case UInt8(ascii: "\""): try self.skipString()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try self.skipNumber()
        case UInt8(ascii: "t"): try self.skip(word: "true")
        case UInt8(ascii: "f"): try self.skip(word: "false")
        case UInt8(ascii: "n"): try self.skip(word: "null")
        default: throw self.unexpected("a value")
        }
    }

    private mutating func open(_ nesting: inout Nesting, isObject: Bool) throws(JSONError) {
        guard nesting.depth < self.limits.maximumDepth else {
            throw self.failure("nested deeper than \(self.limits.maximumDepth) levels (the limit on JSON depth)")
        }
        nesting.push(isObject)
        self.advance()
    }

    /// Returns whether the outermost value has ended; otherwise the cursor stands before the next value.
    private mutating func closeContainers(_ nesting: inout Nesting) throws(JSONError) -> Bool {
        while nesting.depth > 0 {
            self.skipWhitespace()
            let isObject = nesting.top
            switch self.current {
            case UInt8(ascii: ","):
                self.advance()
                if isObject { try self.skipMemberName() }
                return false
            case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                nesting.pop()
                self.advance()
            default:
                throw self.unexpected(isObject ? "',' or '}'" : "',' or ']'")
            }
        }
        return true
    }

    private mutating func skip(word: StaticString) throws(JSONError) {
        guard self.bytes.count - self.index >= word.utf8CodeUnitCount else { throw self.unexpected("\(word)") }
        for offset in 0..<word.utf8CodeUnitCount where self.bytes[self.index + offset] != word.utf8Start[offset] {
            throw self.unexpected("\(word)")
        }
        self.index += word.utf8CodeUnitCount
    }
}

/// Which containers are open: a bit each, the first 64 of them without allocating.
private struct Nesting {
    private(set) var depth = 0
    private var word: UInt64 = 0
    private var deeper: [UInt64] = []

    var top: Bool { self.word & 1 == 1 }

    mutating func push(_ isObject: Bool) {
        if self.depth > 0, self.depth % 64 == 0 {
            self.deeper.append(self.word)
            self.word = 0
        }
        self.word = self.word << 1 | (isObject ? 1 : 0)
        self.depth += 1
    }

    mutating func pop() {
        self.word >>= 1
        self.depth -= 1
        if self.depth > 0, self.depth % 64 == 0, let word = self.deeper.popLast() { self.word = word }
    }
}

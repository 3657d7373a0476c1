/// Writes a checked JSON text in its canonical spelling; see ``RawJSON/canonicalBytes()``.
struct CanonicalJSONWriter {
    /// From how many bytes on what is written is handed over.
    private static let chunk = 32 << 10

    let text: UnsafeBufferPointer<UInt8>
    private let index: CanonicalJSONIndex
    private var scanner: JSONScanner
    var buffer: [UInt8] = []

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        self.index = CanonicalJSONIndex(text)
        self.scanner = JSONScanner(text, limits: JSONLimits(maximumDepth: .max))
        self.buffer.reserveCapacity(min(text.count + text.count / 8, Self.chunk * 2))
    }

    /// Writes the whole value.
    mutating func write<Sink: CanonicalJSONSink & ~Copyable>(to sink: inout Sink) {
        _ = self.writeValue(at: 0, object: 0, to: &sink)
        self.flush(to: &sink)
    }

    /// Writes the value at a place, where the next object to come is known; returns both for what follows it.
    private mutating func writeValue<Sink: CanonicalJSONSink & ~Copyable>(
        at start: Int, object: Int, to sink: inout Sink
    ) -> (end: Int, object: Int) {
        switch self.text[start] {
        case UInt8(ascii: "{"):
            let entry = self.index.objects[object]
            self.buffer.append(UInt8(ascii: "{"))
            for position in entry.members {
                let member = self.index.members[position]
                if position > entry.members.lowerBound { self.buffer.append(contentsOf: ", ".utf8) }
                self.writeString(at: member.nameStart, to: &sink)
                self.buffer.append(contentsOf: ": ".utf8)
                _ = self.writeValue(at: member.valueStart, object: member.object, to: &sink)
            }
            self.buffer.append(UInt8(ascii: "}"))
            return (entry.end, entry.next)
        case UInt8(ascii: "["):
            return self.writeArray(at: start, object: object, to: &sink)
        case UInt8(ascii: "\""):
            return (self.writeString(at: start, to: &sink), object)
        case let first:
            let end = self.endOfScalar(at: start)
            let scalar = self.text[start..<end]
            if first == UInt8(ascii: "-") || first.isDigit {
                self.writeNumber(scalar)
            } else {
                self.buffer.append(contentsOf: scalar)
            }
            if self.buffer.count >= Self.chunk { self.flush(to: &sink) }
            return (end, object)
        }
    }

    private mutating func writeArray<Sink: CanonicalJSONSink & ~Copyable>(
        at start: Int, object: Int, to sink: inout Sink
    ) -> (end: Int, object: Int) {
        self.buffer.append(UInt8(ascii: "["))
        var place = (end: self.skipWhitespace(from: start + 1), object: object)
        var isFirst = true
        while self.text[place.end] != UInt8(ascii: "]") {
            if !isFirst {
                self.buffer.append(contentsOf: ", ".utf8)
                place.end = self.skipWhitespace(from: place.end + 1)
            }
            isFirst = false
            place = self.writeValue(at: place.end, object: place.object, to: &sink)
            place.end = self.skipWhitespace(from: place.end)
        }
        self.buffer.append(UInt8(ascii: "]"))
        return (place.end + 1, place.object)
    }

    /// Writes the string at a place, as ASCII; returns where the text goes on.
    @discardableResult
    private mutating func writeString<Sink: CanonicalJSONSink & ~Copyable>(at start: Int, to sink: inout Sink) -> Int {
        let end = self.endOfScalar(at: start)
        self.buffer.append(UInt8(ascii: "\""))
        var index = start + 1
        while index < end - 1 {
            let plain = self.endOfPlainText(from: index, before: end - 1)
            if plain - index >= Self.chunk {
                self.flush(to: &sink)
                sink.append(UnsafeBufferPointer(rebasing: self.text[index..<plain]))
            } else {
                self.buffer.append(contentsOf: self.text[index..<plain])
            }
            index = plain
            if index < end - 1 { self.writeSpecial(at: &index) }
            if self.buffer.count >= Self.chunk { self.flush(to: &sink) }
        }
        self.buffer.append(UInt8(ascii: "\""))
        return end
    }

    private mutating func flush<Sink: CanonicalJSONSink & ~Copyable>(to sink: inout Sink) {
        self.buffer.withUnsafeBufferPointer { sink.append($0) }
        self.buffer.removeAll(keepingCapacity: true)
    }

    private mutating func endOfScalar(at start: Int) -> Int {
        self.scanner.moveCursor(to: start)
        // The text was checked: nothing is thrown.
        try? self.scanner.skipScalar()
        return self.scanner.index
    }

    private mutating func skipWhitespace(from start: Int) -> Int {
        self.scanner.moveCursor(to: start)
        self.scanner.skipWhitespace()
        return self.scanner.index
    }
}

/// Parts of a body in their order, and how many bytes they are together.
struct PartQueue: Equatable {
    private var parts: [[UInt8]] = []
    private var first = 0
    /// All bytes in the queue.
    private(set) var byteCount = 0

    /// Small parts are put together up to this many bytes.
    private static let comfortableSize = 16 * 1024

    var isEmpty: Bool { self.byteCount == 0 }

    /// Copies bytes to the end.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        self.byteCount += bytes.count
        if let last = self.parts.indices.last, self.parts[last].count + bytes.count <= Self.comfortableSize {
            self.parts[last].append(contentsOf: bytes)
        } else {
            self.parts.append(Array(bytes))
        }
    }

    /// Moves another queue's parts to the end.
    mutating func append(_ other: consuming PartQueue) {
        guard !self.isEmpty else { return self = other }
        self.byteCount += other.byteCount
        self.parts.append(contentsOf: other.parts[other.first...])
    }

    /// Takes the first part out.
    mutating func popFirst() -> ArraySlice<UInt8>? {
        guard !self.isEmpty else { return nil }
        let part = self.parts[self.first]
        self.byteCount -= part.count
        self.parts[self.first] = []
        self.first += 1
        if self.isEmpty { self = PartQueue() }
        return part[...]
    }

    /// Everything in one piece.
    consuming func joined() -> ArraySlice<UInt8> {
        if self.parts.count - self.first == 1 { return self.parts[self.first][...] }
        var whole: [UInt8] = []
        whole.reserveCapacity(self.byteCount)
        for part in self.parts[self.first...] { whole.append(contentsOf: part) }
        return whole[...]
    }
}

/// What is known of one segment: how far it is written, and what of it is stored.
struct SegmentAccount: Equatable {
    /// The bytes of its file.
    let capacity: Int
    /// Where the next frame goes.
    private(set) var end: Int
    /// Everything before this is stored.
    private(set) var released: Int
    /// Bytes that are not in a store yet.
    private(set) var pending: Int
    /// Stretches behind ``released`` that are stored, in their order.
    private var later: [Range<Int>] = []

    /// - Parameters:
    ///   - start: Where frames begin that are not stored.
    ///   - end: Where they end.
    init(capacity: Int, start: Int, end: Int) {
        self.capacity = capacity
        self.released = start
        self.end = end
        self.pending = end - start
    }

    /// Takes the next stretch; `nil` when there is no room for it.
    mutating func take(_ length: Int, in segment: UInt64) -> SpoolExtent? {
        guard self.end + length <= self.capacity else { return nil }
        let extent = SpoolExtent(segment: segment, offset: self.end, length: length)
        self.end += length
        self.pending += length
        return extent
    }

    /// Lets go of a stretch. Returns whether ``released`` has moved.
    mutating func release(_ extent: SpoolExtent) -> Bool {
        self.pending -= extent.length
        let place = self.later.firstIndex { $0.lowerBound > extent.offset } ?? self.later.endIndex
        self.later.insert(extent.offset..<extent.end, at: place)
        let before = self.released
        while let first = self.later.first, first.lowerBound <= self.released {
            self.released = max(self.released, first.upperBound)
            self.later.removeFirst()
        }
        return self.released > before
    }
}

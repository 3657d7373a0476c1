extension FileCallSpool {
    /// Decides where frames go, and which segments may be deleted. It is pure: files are its owner's.
    struct Journal {
        private struct Segment {
            /// Where the next frame goes.
            var size: Int
            /// Bytes that are not in a store yet.
            var pending: Int
        }

        private let limits: Limits
        private var segments: [UInt64: Segment] = [:]
        /// The one that frames are appended to.
        private var current: UInt64?
        private var next: UInt64
        /// Left behind with nothing in them that anybody would release.
        private var abandoned: [UInt64] = []
        /// The size of all segments.
        private(set) var size = 0
        /// The bytes in them that are not in a store yet.
        private(set) var pending = 0

        /// - Parameter leftovers: The segments that are there, by number, with their sizes.
        init(limits: Limits, leftovers: [(number: UInt64, size: Int)]) {
            self.limits = limits
            self.next = (leftovers.map(\.number).max() ?? 0) + 1
            for segment in leftovers {
                self.segments[segment.number] = Segment(size: segment.size, pending: segment.size)
                self.size += segment.size
                self.pending += segment.size
            }
        }

        /// Takes room for frames; `nil` when the bound does not allow it.
        mutating func reserve(_ length: Int) -> SpoolExtent? {
            if self.size + length > self.limits.totalBytes { self.abandonCurrentIfStored() }
            guard self.size + length <= self.limits.totalBytes else { return nil }
            var number = self.current ?? self.open()
            if let size = self.segments[number]?.size, size > 0, size + length > self.limits.segmentBytes {
                number = self.open()
            }
            let offset = self.segments[number, default: Segment(size: 0, pending: 0)].size
            self.segments[number]?.size += length
            self.segments[number]?.pending += length
            self.size += length
            self.pending += length
            return SpoolExtent(segment: number, offset: offset, length: length)
        }

        /// Lets go of bytes; returns the segments that nobody needs any more.
        mutating func release(_ extents: [SpoolExtent]) -> [UInt64] {
            var unneeded = self.abandoned
            self.abandoned = []
            for extent in extents {
                guard var segment = self.segments[extent.segment] else { continue }
                segment.pending -= extent.length
                self.pending -= extent.length
                self.segments[extent.segment] = segment
                if segment.pending == 0, self.isSpent(extent.segment, size: segment.size) {
                    unneeded.append(extent.segment)
                    self.remove(extent.segment)
                }
            }
            return unneeded
        }

        /// The segments without pending bytes, when nothing will be appended any more.
        mutating func close() -> [UInt64] {
            let unneeded = self.segments.filter { $0.value.pending == 0 }.map(\.key)
            for number in unneeded { self.remove(number) }
            return unneeded + self.abandoned
        }

        private mutating func open() -> UInt64 {
            let number = self.next
            self.next += 1
            self.abandonCurrentIfStored()
            self.segments[number] = Segment(size: 0, pending: 0)
            self.current = number
            return number
        }

        /// Leaves the current segment behind where all that is in it is stored.
        private mutating func abandonCurrentIfStored() {
            guard let current = self.current, self.segments[current]?.pending == 0 else { return }
            self.abandoned.append(current)
            self.remove(current)
        }

        /// Whether a segment without pending bytes may go. The current one stays while it is small, so that a quiet
        /// program does not make a file for each batch.
        private func isSpent(_ number: UInt64, size: Int) -> Bool {
            number != self.current || size >= self.limits.segmentBytes / 32
        }

        private mutating func remove(_ number: UInt64) {
            guard let segment = self.segments.removeValue(forKey: number) else { return }
            self.size -= segment.size
            if self.current == number { self.current = nil }
        }
    }
}

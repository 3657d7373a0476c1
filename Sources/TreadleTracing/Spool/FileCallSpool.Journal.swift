extension FileCallSpool {
    /// Decides where frames go, and which segments are needed no more. It is pure: files are its owner's.
    struct Journal {
        private let limits: Limits
        /// All but the current one.
        private var segments: [UInt64: SegmentAccount] = [:]
        /// The one that frames are appended to: at hand, since every call asks for it.
        private var writing: (number: UInt64, account: SegmentAccount)?
        /// Segments without frames, ready to become the current one.
        private(set) var spares: [UInt64] = []
        private var next: UInt64
        /// The bytes that all segments take on the disk.
        private(set) var size = 0
        /// The bytes of frames that are not in a store yet.
        private(set) var pending = 0

        /// What an earlier process left.
        struct Leftover: Equatable {
            var segment: UInt64
            /// What the file takes.
            var size: Int
            /// Where the frames that nobody has stored begin and end.
            var start, end: Int
        }

        /// So many segments are kept for the next use; making one costs more than keeping it.
        static let maximumSpares = 2

        /// Files of finished segments that are kept beside the spares, closed: the next burst of calls needs them again.
        private(set) var parked = 0
        /// So many are; a new file costs more than twice as much as one that is there.
        static let maximumParked = 16

        /// - Parameter leftovers: The segments that are there.
        init(limits: Limits, leftovers: [Leftover]) {
            self.limits = limits
            self.next = (leftovers.map(\.segment).max() ?? 0) + 1
            for leftover in leftovers {
                self.segments[leftover.segment] = SegmentAccount(
                    capacity: leftover.size, start: leftover.start, end: leftover.end)
                self.size += leftover.size
                self.pending += leftover.end - leftover.start
            }
        }

        /// Where frames can go.
        enum Room: Equatable {
            /// There. The segment before, if there was one, is full, and perhaps needed no more.
            case taken(SpoolExtent, left: Left?)
            /// Nowhere, before a segment is made; then ask again.
            case needsSegment(Order)
            /// Nowhere: the bound does not allow it.
            case full
        }

        /// A segment that nothing more is appended to.
        struct Left: Equatable {
            var segment: UInt64
            var end: Int
            /// Whether all that is in it is stored.
            var isFinished: Bool
        }

        /// A segment that is to be made.
        struct Order: Equatable {
            var segment: UInt64
            var capacity: Int
            /// Whether a parked file is to be used for it.
            var isParked = false
        }

        var current: UInt64? { self.writing?.number }

        /// Takes room for frames.
        @inline(__always)
        mutating func reserve(_ length: Int) -> Room {
            if let number = self.writing?.number, let extent = self.writing?.account.take(length, in: number) {
                self.pending += length
                return .taken(extent, left: nil)
            }
            return self.reserveElsewhere(length)
        }

        private mutating func reserveElsewhere(_ length: Int) -> Room {
            guard SegmentHeader.size + length <= self.limits.segmentBytes else {
                return self.order(SegmentHeader.size + length)
            }
            guard let spare = self.spares.popLast(), var account = self.segments.removeValue(forKey: spare) else {
                return self.order(self.limits.segmentBytes)
            }
            let left = self.end
            if let writing = self.writing { self.segments[writing.number] = writing.account }
            let extent = account.take(length, in: spare)
            self.writing = (spare, account)
            guard let extent else { return .full }
            self.pending += length
            return .taken(extent, left: left)
        }

        /// Takes room for frames in a segment of their own, which was made for them.
        mutating func reserve(_ length: Int, in segment: UInt64) -> SpoolExtent? {
            let extent = self.segments[segment]?.take(length, in: segment)
            if extent != nil { self.pending += length }
            return extent
        }

        private mutating func order(_ capacity: Int) -> Room {
            let isParked = self.parked > 0 && capacity == self.limits.segmentBytes
            guard isParked || self.size + capacity <= self.limits.totalBytes else { return .full }
            let number = self.next
            self.next += 1
            if isParked { self.parked -= 1 } else { self.size += capacity }
            self.segments[number] = SegmentAccount(
                capacity: capacity, start: SegmentHeader.size, end: SegmentHeader.size)
            return .needsSegment(Order(segment: number, capacity: capacity, isParked: isParked))
        }

        /// Whether a spare segment will be needed soon.
        @inline(__always)
        var wantsSpare: Bool {
            guard let account = self.writing?.account else { return false }
            return self.spares.count < Self.maximumSpares && account.end > account.capacity / 2
        }

        /// Asks for a spare segment ahead of its need; `nil` where that is not near, or there is no room.
        mutating func orderSpare() -> Order? {
            guard self.wantsSpare, case .needsSegment(let order) = self.order(self.limits.segmentBytes) else {
                return nil
            }
            return order
        }

        /// A segment that was ordered is there.
        mutating func made(_ segment: UInt64) {
            guard self.segments[segment]?.capacity == self.limits.segmentBytes else { return }
            self.spares.append(segment)
        }

        /// A segment is not there: it could not be made, or its file was deleted.
        mutating func forget(_ segment: UInt64) {
            guard let account = self.segments.removeValue(forKey: segment) else { return }
            self.size -= account.capacity
            self.pending -= account.pending
            self.spares.removeAll { $0 == segment }
        }

        /// The file of a segment that is finished is used again. Returns the new segment, `nil` when it is one too many.
        mutating func reuse(_ segment: UInt64) -> UInt64? {
            guard self.canReuse(segment), let account = self.segments.removeValue(forKey: segment) else { return nil }
            let number = self.next
            self.next += 1
            self.segments[number] = SegmentAccount(
                capacity: account.capacity, start: SegmentHeader.size, end: SegmentHeader.size)
            self.spares.append(number)
            return number
        }

        /// The file of a segment that is finished is kept, closed. Returns `false` when it is one too many.
        mutating func park(_ segment: UInt64) -> Bool {
            guard self.segments[segment]?.capacity == self.limits.segmentBytes,
                self.parked < min(Self.maximumParked, self.limits.totalBytes / self.limits.segmentBytes / 8)
            else { return false }
            self.segments[segment] = nil
            self.parked += 1
            return true
        }

        /// Whether the file of a segment that is finished is of use as a spare one.
        func canReuse(_ segment: UInt64) -> Bool {
            self.segments[segment]?.capacity == self.limits.segmentBytes && self.spares.count < Self.maximumSpares
        }

        /// What letting go comes to.
        struct Release: Equatable {
            /// Segments in which nothing is left, and to which nothing will be added.
            var finished: [UInt64] = []
            /// Segments of which a longer part is stored now, up to these offsets.
            var marks: [UInt64: Int] = [:]
        }

        /// Lets go of what is in a store.
        mutating func release(_ extents: [SpoolExtent]) -> Release {
            var release = Release()
            for extent in extents {
                guard let hasMoved = self.release(extent, &release) else { continue }
                self.pending -= extent.length
                if hasMoved { release.marks[extent.segment] = self.account(of: extent.segment)?.released }
            }
            return release
        }

        private mutating func release(_ extent: SpoolExtent, _ release: inout Release) -> Bool? {
            if extent.segment == self.writing?.number { return self.writing?.account.release(extent) }
            let hasMoved = self.segments[extent.segment]?.release(extent)
            if self.segments[extent.segment]?.pending == 0 { release.finished.append(extent.segment) }
            return hasMoved
        }

        private func account(of segment: UInt64) -> SegmentAccount? {
            segment == self.writing?.number ? self.writing?.account : self.segments[segment]
        }

        /// Where the current segment ends for now.
        var end: Left? {
            self.writing.map { Left(segment: $0.number, end: $0.account.end, isFinished: $0.account.pending == 0) }
        }

        /// The segments without pending bytes, when nothing will be appended any more.
        func unneeded() -> [UInt64] {
            let current = self.end.flatMap { $0.isFinished ? $0.segment : nil }
            return self.segments.filter { $0.value.pending == 0 }.map(\.key) + [current].compactMap(\.self)
        }
    }
}

internal import TreadleCore
internal import TreadleTrace

extension CallBatcher {
    /// Calls that go to the store together.
    struct Batch: Equatable {
        /// Those that are in memory.
        var calls: [Call] = []
        /// How many are in the spool alone. A batch has either these or those.
        var spooled = 0
        /// About how much memory they take, or how much of the spool.
        var bytes = 0
        /// Where the spool keeps them.
        var extents: [SpoolExtent] = []
        /// How many of them the spool does not have.
        var unspooled = 0
        /// Which flush they belong to.
        var epoch = 0
        /// Whether an earlier process recorded them.
        var isLeftover = false

        var count: Int { self.calls.count + self.spooled }

        /// What it takes in memory.
        var bytesInMemory: Int { self.spooled == 0 ? self.bytes : 0 }

        var isEmpty: Bool { self.calls.isEmpty && self.extents.isEmpty }

        mutating func add(_ calls: some Collection<Call>, bytes: Int, extent: SpoolExtent?) {
            self.calls.append(contentsOf: calls)
            self.bytes += bytes
            if let extent { self.add(extent) } else { self.unspooled += calls.count }
        }

        /// Adds calls that are in the spool alone.
        mutating func add(spooled count: Int, _ extent: SpoolExtent) {
            self.spooled += count
            self.bytes += extent.length
            self.add(extent)
        }

        private mutating func add(_ extent: SpoolExtent) {
            if let last = self.extents.indices.last, self.extents[last].joined(extent) { return }
            self.extents.append(extent)
        }

        /// Two halves, to find the call that the store refuses. The spool's stretches go with the second, which is
        /// stored last.
        func halves() -> [Batch] {
            let middle = self.calls.count / 2
            let first = Batch(
                calls: Array(self.calls[..<middle]), bytes: self.bytes / 2, unspooled: min(self.unspooled, middle),
                epoch: self.epoch, isLeftover: self.isLeftover)
            let second = Batch(
                calls: Array(self.calls[middle...]), bytes: self.bytes - first.bytes, extents: self.extents,
                unspooled: self.unspooled - first.unspooled, epoch: self.epoch, isLeftover: self.isLeftover)
            return [first, second]
        }
    }
}

extension SpoolExtent {
    /// Becomes longer by what follows it. Returns whether it does.
    mutating func joined(_ next: SpoolExtent) -> Bool {
        guard self.segment == next.segment, self.end == next.offset else { return false }
        self.length += next.length
        return true
    }
}

extension Call {
    /// About how many bytes it takes, in memory and on the wire.
    var approximateSize: Int {
        640 + self.inputs.bytes.count + (self.output?.bytes.count ?? 0) + self.attributes.bytes.count
            + self.summary.bytes.count
    }
}

internal import TreadleCore
internal import TreadleTrace

extension CallBatcher {
    /// Calls that go to the store together.
    struct Batch: Equatable {
        var calls: [Call] = []
        /// About how much memory they take.
        var bytes = 0
        /// Where the spool keeps them: one stretch per segment, since only the number of bytes matters for letting go.
        var extents: [SpoolExtent] = []
        /// How many of them the spool does not have.
        var unspooled = 0
        /// Which flush they belong to.
        var epoch = 0

        var isEmpty: Bool { self.calls.isEmpty && self.extents.isEmpty }

        mutating func add(_ calls: some Collection<Call>, bytes: Int, extent: SpoolExtent?) {
            self.calls.append(contentsOf: calls)
            self.bytes += bytes
            guard let extent else {
                self.unspooled += calls.count
                return
            }
            if let last = self.extents.indices.last, self.extents[last].segment == extent.segment {
                self.extents[last].length += extent.length
            } else {
                self.extents.append(extent)
            }
        }

        /// Two halves, to find the call that the store refuses. The spool's stretches go with the second, which is
        /// stored last.
        func halves() -> [Batch] {
            let middle = self.calls.count / 2
            let first = Batch(
                calls: Array(self.calls[..<middle]), bytes: self.bytes / 2, unspooled: min(self.unspooled, middle),
                epoch: self.epoch)
            let second = Batch(
                calls: Array(self.calls[middle...]), bytes: self.bytes - first.bytes, extents: self.extents,
                unspooled: self.unspooled - first.unspooled, epoch: self.epoch)
            return [first, second]
        }
    }
}

extension Call {
    /// About how many bytes it takes, in memory and on the wire.
    var approximateSize: Int {
        640 + self.inputs.bytes.count + (self.output?.bytes.count ?? 0) + self.attributes.bytes.count
            + self.summary.bytes.count
    }
}

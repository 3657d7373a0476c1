/// Values of which the quantiles are wanted: all of them, or a fair sample once they are more than fit.
///
/// Without any randomness from outside: the same values in the same order give the same quantiles.
package struct ValueSample: Sendable {
    private let capacity: Int
    private var values: [Double] = []
    private var count = 0
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Makes an empty sample that holds at most so many values.
    package init(capacity: Int) { self.capacity = max(capacity, 1) }

    package mutating func add(_ value: Double) {
        self.count += 1
        if self.values.count < self.capacity {
            self.values.append(value)
            return
        }
        // Vitter's algorithm R: each value that came is in the sample with the same probability.
        let place = Int(self.next() % UInt64(self.count))
        if place < self.capacity { self.values[place] = value }
    }

    /// The value below which that fraction of the values lies, linearly between the two next to it; `nil` without any.
    package func quantiles(_ fractions: [Double]) -> [Double]? {
        guard !self.values.isEmpty else { return nil }
        let sorted = self.values.sorted()
        return fractions.map { fraction in
            let place = min(max(fraction, 0), 1) * Double(sorted.count - 1)
            let lower = Int(place)
            let upper = min(lower + 1, sorted.count - 1)
            return sorted[lower] + (sorted[upper] - sorted[lower]) * (place - Double(lower))
        }
    }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var word = self.state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// The same numbers for the same seed, so that a failure can be repeated.
struct LinearGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        self.state = self.state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // The low bits of such a generator repeat soon.
        return self.state >> 32 | self.state << 32
    }
}

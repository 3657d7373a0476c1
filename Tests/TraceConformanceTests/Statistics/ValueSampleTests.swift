import Testing
import TreadleTrace

@Suite struct ValueSampleTests {
    private func sample(_ values: [Double], capacity: Int = 1000) -> ValueSample {
        var sample = ValueSample(capacity: capacity)
        for value in values { sample.add(value) }
        return sample
    }

    @Test func `quantiles lie linearly between two values`() {
        #expect(self.sample([]).quantiles([0.5]) == nil)
        #expect(self.sample([7]).quantiles([0, 0.5, 1]) == [7, 7, 7])
        #expect(self.sample([100, 200, 150]).quantiles([0, 0.25, 0.5, 1]) == [100, 125, 150, 200])
        #expect(self.sample([1, 2]).quantiles([0.5, 0.75, 2, -1]) == [1.5, 1.75, 2, 1])
        #expect(self.sample((1...101).map(Double.init).shuffled()).quantiles([0.95, 0.99]) == [96, 100])
    }

    @Test func `more values than fit are sampled fairly, and the same way each time`() throws {
        let values = (0..<200_000).map(Double.init)
        let quantiles = try #require(self.sample(values, capacity: 2000).quantiles([0.1, 0.5, 0.9]))
        for (quantile, expected) in zip(quantiles, [20_000, 100_000, 180_000]) {
            #expect(abs(quantile - Double(expected)) < 8000)
        }
        #expect(self.sample(values, capacity: 2000).quantiles([0.1, 0.5, 0.9]) == quantiles)
        #expect(self.sample([1, 2, 3], capacity: 0).quantiles([0.5]) != nil)
    }
}

internal import TreadleCore

extension Call {
    /// Roughly how many bytes it takes, in a store or in memory.
    package var approximateSize: Int { 512 + self.storageSize }

    /// How many bytes its payloads take.
    package var storageSize: Int {
        self.inputs.bytes.count + (self.output?.bytes.count ?? 0) + self.attributes.bytes.count
            + self.summary.bytes.count
    }
}

internal import TreadleCore

extension Call {
    /// Roughly how many bytes it takes, in a store or in memory.
    package var approximateSize: Int { 512 + self.payloadBytes }

    /// How many bytes its payloads take.
    package var payloadBytes: Int { self.startPayloadBytes + self.endPayloadBytes }

    /// How many bytes those payloads take that come with its start.
    package var startPayloadBytes: Int {
        self.attributes.bytes.count + self.inputs.bytes.count + (self.spanDump?.bytes.count ?? 0)
    }

    /// How many bytes those payloads take that come with its end.
    package var endPayloadBytes: Int { (self.output?.bytes.count ?? 0) + self.summary.bytes.count }

    /// The call with payloads of its own, where they are parts of something larger that would be kept along with them.
    package var standingAlone: Call {
        var call = self
        call.attributes = self.attributes.copied
        call.inputs = self.inputs.copied
        call.output = self.output?.copied
        call.summary = self.summary.copied
        call.spanDump = self.spanDump?.copied
        return call
    }
}

extension CallEnd {
    /// Roughly how many bytes it takes.
    package var approximateSize: Int { 256 + self.payloadBytes }

    /// How many bytes its payloads take.
    package var payloadBytes: Int { (self.output?.bytes.count ?? 0) + self.summary.bytes.count }
}

extension CallWrite {
    /// Roughly how many bytes it takes.
    package var approximateSize: Int {
        switch self {
        case .complete(let call), .start(let call): call.approximateSize
        case .end(let end): end.approximateSize
        }
    }
}

extension RawJSON {
    fileprivate var copied: RawJSON { RawJSON(unchecked: Array(self.bytes)[...]) }
}

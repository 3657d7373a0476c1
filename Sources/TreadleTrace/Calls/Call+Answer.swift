package import TreadleCore

extension Call {
    /// Where an answer's attributes tell what OpenTelemetry said.
    private static let spanMember = "otel_span"

    /// The call as queries answer it where nothing more was asked about it; see ``CallRow``.
    package func answer() -> RawJSON {
        var writer = JSONWriter(capacity: self.payloadBytes + 1000)
        CallRow(self).write(to: &writer)
        return writer.raw
    }

    /// Reads a call back from an answer: what the server computed is not the call's, and what it told in the attributes
    /// is what OpenTelemetry said.
    package init(answer: RawJSON) throws(TraceError) {
        try self.init(wire: answer)
        self.summary = self.summary.removingComputed()
        if let span = self.attributes[Self.spanMember] {
            self.spanDump = span
            self.attributes = self.attributes.setting([(Self.spanMember, nil)])
        }
    }
}

extension RawJSON {
    private static let computedMembers = ["status", "trace_name", "latency_ms", "display_name"]

    fileprivate func removingComputed() -> RawJSON {
        guard let weave = self["weave"], weave.kind == .object else { return self }
        let stored = weave.setting(Self.computedMembers.map { ($0, nil) })
        return self.setting([("weave", stored.members().isEmpty ? nil : stored)])
    }
}

extension [UInt8] {
    /// Adds a value on one line: line breaks can only stand between tokens, where a space does as well.
    package mutating func append(onOneLine value: RawJSON) {
        let start = self.count
        self.append(contentsOf: value.bytes)
        self.withUnsafeMutableBufferPointer { bytes in
            for index in start..<bytes.count where bytes[index] == 0x0A || bytes[index] == 0x0D { bytes[index] = 0x20 }
        }
    }
}

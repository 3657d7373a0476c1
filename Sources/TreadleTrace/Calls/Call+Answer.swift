package import TreadleCore

extension CallRow {
    /// The call as queries answer it: every member of Weave's schema, with what is computed and what was asked about it.
    package func answer() -> RawJSON {
        var shown = self.call
        shown.summary = self.call.summary.addingComputed(of: self.call)
        if let span = self.call.spanDump { shown.attributes = self.call.attributes.setting([(Self.spanMember, span)]) }
        return JSONWriter.object(capacity: shown.payloadBytes + 1000) { writer in
            shown.writeMembers(to: &writer)
            // What was deleted is not answered at all.
            writer.member("deleted_at", RawJSON.null)
            writer.member("expire_at", self.expiresAt.map { RawJSON(string: $0.description) } ?? .null)
            writer.member("storage_size_bytes", self.storageSizeBytes.map { RawJSON(integer: $0) } ?? .null)
            writer.member("total_storage_size_bytes", self.totalStorageSizeBytes.map { RawJSON(integer: $0) } ?? .null)
        }
    }

    /// Reads a row back from an answer: what the server computed is not the call's.
    ///
    /// - Throws: ``TraceError`` as ``Call/init(wire:)``.
    package init(answer: RawJSON) throws(TraceError) {
        let values = answer.values(for: ["expire_at", "storage_size_bytes", "total_storage_size_bytes"])
        self.init(
            try Call(answer: answer), storageSizeBytes: values[1]?.integer, totalStorageSizeBytes: values[2]?.integer,
            expiresAt: values[0]?.string.flatMap { Timestamp($0) })
    }

    /// Where an answer's attributes tell what OpenTelemetry said.
    fileprivate static let spanMember = "otel_span"
}

extension Call {
    /// The call as queries answer it where nothing more was asked about it; see ``CallRow/answer()``.
    package func answer() -> RawJSON { CallRow(self).answer() }

    /// Reads a call back from an answer: what the server computed is not the call's, and what it told in the attributes
    /// is what OpenTelemetry said.
    package init(answer: RawJSON) throws(TraceError) {
        try self.init(wire: answer)
        self.summary = self.summary.removingComputed()
        if let span = self.attributes[CallRow.spanMember] {
            self.spanDump = span
            self.attributes = self.attributes.setting([(CallRow.spanMember, nil)])
        }
    }
}

extension RawJSON {
    private static let computedMembers = ["status", "trace_name", "latency_ms", "display_name"]

    /// A summary with `weave` worked out; its other members, and other members of `weave`, stay.
    fileprivate func addingComputed(of call: Call) -> RawJSON {
        let stored = self["weave"].flatMap { $0.kind == .object ? $0 : nil } ?? .emptyObject
        let weave = stored.setting([
            ("status", RawJSON(.string(call.status.rawValue))),
            ("trace_name", call.displayName == nil ? RawJSON(.string(call.traceName)) : nil),
            ("latency_ms", call.latencyMilliseconds.map { RawJSON(.integer($0)) }),
            ("display_name", call.displayName.map { RawJSON(.string($0)) }),
        ])
        return self.setting([("weave", weave)])
    }

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

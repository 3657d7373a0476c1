package import TreadleCore

extension Call {
    /// The call as queries answer it: every member of Weave's schema, the summary with what is computed.
    package func answer() -> RawJSON {
        var shown = self
        shown.summary = self.summary.addingComputed(of: self)
        let payloads = shown.inputs.bytes.count + (shown.output?.bytes.count ?? 0) + shown.summary.bytes.count
        return JSONWriter.object(capacity: payloads + shown.attributes.bytes.count + 900) { writer in
            shown.writeMembers(to: &writer)
            for name in Self.absentMembers { writer.member(name, RawJSON.null) }
        }
    }

    /// What the schema has and calls do not have yet.
    private static let absentMembers = [
        "wb_run_id", "wb_run_step", "wb_run_step_end", "deleted_at", "expire_at", "storage_size_bytes",
        "total_storage_size_bytes",
    ]

    /// Reads a call back from an answer: what the server computed is not the call's.
    package init(answer: RawJSON) throws(TraceError) {
        try self.init(wire: answer)
        self.summary = self.summary.removingComputed()
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

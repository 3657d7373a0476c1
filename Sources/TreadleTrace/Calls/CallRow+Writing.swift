package import TreadleCore

extension CallRow {
    /// Writes the call as queries answer it: every member of Weave's schema, those that were not asked for empty.
    ///
    /// Payloads go from the store to the answer as the bytes they are.
    package func write(
        to writer: inout JSONWriter, columns: CallColumns = .all, adding extras: CallExtras = CallExtras()
    ) {
        let call = self.call
        writer.beginObject()
        writer.member("project_id", call.projectID)
        writer.member("id", call.id)
        writer.member("op_name", call.opName)
        writer.member("display_name", orNull: columns.contains(.displayName) ? call.displayName : nil)
        writer.member("trace_id", call.traceID)
        writer.member("parent_id", orNull: columns.contains(.parentID) ? call.parentID : nil)
        writer.member("thread_id", orNull: columns.contains(.threadID) ? call.threadID : nil)
        writer.member("turn_id", orNull: columns.contains(.turnID) ? call.turnID : nil)
        writer.member("started_at", call.startedAt.description)
        writer.member("ended_at", orNull: columns.contains(.endedAt) ? call.endedAt?.description : nil)
        writer.member("exception", orNull: columns.contains(.exception) ? call.exception : nil)
        writer.member("wb_user_id", orNull: columns.contains(.userID) ? call.userID : nil)
        writer.member("attributes", columns.contains(.attributes) ? call.shownAttributes : .emptyObject)
        writer.member("inputs", columns.contains(.inputs) ? call.inputs : .emptyObject)
        writer.member("output", columns.contains(.output) ? call.output ?? .null : .null)
        writer.name("summary")
        if columns.contains(.summary) { call.writeSummary(to: &writer, adding: extras) } else { writer.writeNull() }
        writer.member("wb_run_id", orNull: columns.contains(.runID) ? call.runID : nil)
        writer.member("wb_run_step", orNull: columns.contains(.runStep) ? call.runStep : nil)
        writer.member("wb_run_step_end", orNull: columns.contains(.runStepEnd) ? call.runStepEnd : nil)
        // What was deleted is not answered at all.
        writer.member("deleted_at", RawJSON.null)
        writer.member("expire_at", orNull: columns.contains(.expiresAt) ? self.expiresAt?.description : nil)
        writer.member("storage_size_bytes", orNull: columns.contains(.storageSize) ? self.storageSizeBytes : nil)
        writer.member(
            "total_storage_size_bytes",
            orNull: columns.contains(.totalStorageSize) ? self.totalStorageSizeBytes : nil)
        if extras.hasUsername { writer.member("wb_username", orNull: extras.username) }
        writer.endObject()
    }
}

extension Call {
    /// The attributes with what OpenTelemetry said.
    package var shownAttributes: RawJSON {
        self.spanDump.map { self.attributes.setting([("otel_span", $0)]) } ?? self.attributes
    }

    /// Writes the summary with `weave` worked out; its other members, and other members of `weave`, stay.
    fileprivate func writeSummary(to writer: inout JSONWriter, adding extras: CallExtras) {
        if let stored = self.summary["weave"] {
            let weave = (stored.kind == .object ? stored : .emptyObject).setting(self.computed(adding: extras))
            writer.write(self.summary.setting([("weave", weave)]))
            return
        }
        writer.beginObject()
        writer.writeMembers(of: self.summary)
        writer.object("weave") { writer in
            writer.member("status", self.status.rawValue)
            if self.displayName == nil { writer.member("trace_name", self.traceName) }
            if let latency = self.latencyMilliseconds { writer.member("latency_ms", latency) }
            if let name = self.displayName { writer.member("display_name", name) }
            if let costs = extras.costs { writer.member("costs", costs) }
            if let feedback = extras.feedback { writer.member("feedback", feedback) }
        }
        writer.endObject()
    }

    /// What to set in a `weave` that the summary has.
    private func computed(adding extras: CallExtras) -> [(name: String, value: RawJSON?)] {
        var changes: [(name: String, value: RawJSON?)] = [
            ("status", RawJSON(string: self.status.rawValue)),
            ("trace_name", self.displayName == nil ? RawJSON(string: self.traceName) : nil),
            ("latency_ms", self.latencyMilliseconds.map { RawJSON(integer: $0) }),
            ("display_name", self.displayName.map { RawJSON(string: $0) }),
        ]
        if let costs = extras.costs { changes.append(("costs", costs)) }
        if let feedback = extras.feedback { changes.append(("feedback", feedback)) }
        return changes
    }
}

extension JSONWriter {
    /// Writes a member, `null` where there is no value.
    fileprivate mutating func member(_ name: String, orNull value: String?) {
        if let value { self.member(name, value) } else { self.member(name, RawJSON.null) }
    }

    fileprivate mutating func member(_ name: String, orNull value: Int?) {
        if let value { self.member(name, value) } else { self.member(name, RawJSON.null) }
    }
}

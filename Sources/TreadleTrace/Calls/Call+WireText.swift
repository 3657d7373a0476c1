public import TreadleCore

extension Call {
    /// The call as one object, the "Complete" shape of Weave's wire.
    public func wire() -> RawJSON { RawJSON(unchecked: self.wireBytes()[...]) }

    /// The bytes of ``wire()``: what ``writeComplete(to:)`` writes, in one go, since every traced call pays for it.
    package func wireBytes() -> [UInt8] {
        JSONText.bytes(capacity: self.wireBound) { text in
            text.raw(#"{"project_id":"#)
            text.string(self.projectID)
            text.raw(#","id":"#)
            text.string(self.id)
            text.raw(#","op_name":"#)
            text.string(self.opName)
            text.raw(#","display_name":"#)
            text.string(orNull: self.displayName)
            text.raw(#","trace_id":"#)
            text.string(self.traceID)
            text.raw(#","parent_id":"#)
            text.string(orNull: self.parentID)
            text.raw(#","thread_id":"#)
            text.string(orNull: self.threadID)
            text.raw(#","turn_id":"#)
            text.string(orNull: self.turnID)
            text.raw(#","started_at":"#)
            text.moment(self.startedAt)
            text.raw(#","ended_at":"#)
            if let endedAt = self.endedAt { text.moment(endedAt) } else { text.raw("null") }
            text.raw(#","exception":"#)
            text.string(orNull: self.exception)
            text.raw(#","wb_user_id":"#)
            text.string(orNull: self.userID)
            text.raw(#","attributes":"#)
            text.value(self.attributes)
            text.raw(#","inputs":"#)
            text.value(self.inputs)
            text.raw(#","output":"#)
            if let output = self.output { text.value(output) } else { text.raw("null") }
            text.raw(#","summary":"#)
            text.value(self.summary)
            text.raw(#","wb_run_id":"#)
            text.string(orNull: self.runID)
            text.raw(#","wb_run_step":"#)
            text.integer(orNull: self.runStep)
            text.raw(#","wb_run_step_end":"#)
            text.integer(orNull: self.runStepEnd)
            text.raw(#","otel_dump":"#)
            if let spanDump = self.spanDump { text.value(spanDump) } else { text.raw("null") }
            text.raw("}")
        }
    }

    /// No fewer bytes than its wire form has.
    private var wireBound: Int {
        // The names take less than 330 bytes, two moments 58, two integers 40, what is absent 4 each.
        512 + self.payloadBytes + JSONText.stringBound(self.projectID) + JSONText.stringBound(self.id)
            + JSONText.stringBound(self.opName) + JSONText.stringBound(self.traceID) + self.bound(self.displayName)
            + self.bound(self.parentID) + self.bound(self.threadID) + self.bound(self.turnID)
            + self.bound(self.exception) + self.bound(self.userID) + self.bound(self.runID)
    }

    @inline(__always)
    private func bound(_ text: String?) -> Int { text.map(JSONText.stringBound) ?? 0 }
}

extension JSONText {
    /// Writes a string, `null` where there is none.
    @inline(__always)
    fileprivate mutating func string(orNull text: String?) {
        if let text { self.string(text) } else { self.raw("null") }
    }

    fileprivate mutating func integer(orNull value: Int?) {
        if let value { self.integer(value) } else { self.raw("null") }
    }
}

package import TreadleCore

/// Writes a call as Weave's wire has it, whoever has its parts.
package enum CallText {
    /// The bytes of a call in the "Complete" shape.
    package static func bytes(
        id: String, projectID: String, opName: String, displayName: String?, traceID: String, parentID: String?,
        threadID: String?, turnID: String?, startedAt: Timestamp, endedAt: Timestamp?, attributes: RawJSON,
        inputs: RawJSON, output: RawJSON?, exception: String?, summary: RawJSON, userID: String? = nil,
        runID: String? = nil, runStep: Int? = nil, runStepEnd: Int? = nil, spanDump: RawJSON? = nil
    ) -> [UInt8] {
        // No fewer bytes than the text has: the names take less than 330, two moments 58, two integers 40, what is absent
        // 4 each.
        var bound = 512 + JSONText.stringBound(projectID) + JSONText.stringBound(id) + JSONText.stringBound(opName)
        bound += JSONText.stringBound(traceID) + self.bound(displayName) + self.bound(parentID) + self.bound(threadID)
        bound += self.bound(turnID) + self.bound(exception) + self.bound(userID) + self.bound(runID)
        bound += attributes.bytes.count + inputs.bytes.count + (output?.bytes.count ?? 0) + summary.bytes.count
        bound += spanDump?.bytes.count ?? 0
        return JSONText.bytes(capacity: bound) { text in
            text.raw(#"{"project_id":"#)
            text.string(projectID)
            text.raw(#","id":"#)
            text.string(id)
            text.raw(#","op_name":"#)
            text.string(opName)
            text.raw(#","display_name":"#)
            text.string(orNull: displayName)
            text.raw(#","trace_id":"#)
            text.string(traceID)
            text.raw(#","parent_id":"#)
            text.string(orNull: parentID)
            text.raw(#","thread_id":"#)
            text.string(orNull: threadID)
            text.raw(#","turn_id":"#)
            text.string(orNull: turnID)
            text.raw(#","started_at":"#)
            text.moment(startedAt)
            text.raw(#","ended_at":"#)
            if let endedAt = endedAt { text.moment(endedAt) } else { text.raw("null") }
            text.raw(#","exception":"#)
            text.string(orNull: exception)
            text.raw(#","wb_user_id":"#)
            text.string(orNull: userID)
            text.raw(#","attributes":"#)
            text.value(attributes)
            text.raw(#","inputs":"#)
            text.value(inputs)
            text.raw(#","output":"#)
            if let output = output { text.value(output) } else { text.raw("null") }
            text.raw(#","summary":"#)
            text.value(summary)
            text.raw(#","wb_run_id":"#)
            text.string(orNull: runID)
            text.raw(#","wb_run_step":"#)
            text.integer(orNull: runStep)
            text.raw(#","wb_run_step_end":"#)
            text.integer(orNull: runStepEnd)
            text.raw(#","otel_dump":"#)
            if let spanDump = spanDump { text.value(spanDump) } else { text.raw("null") }
            text.raw("}")
        }
    }

    @inline(__always)
    private static func bound(_ text: String?) -> Int { text.map(JSONText.stringBound) ?? 0 }
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

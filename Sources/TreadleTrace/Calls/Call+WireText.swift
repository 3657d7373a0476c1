public import TreadleCore

extension Call {
    /// The call as one object, the "Complete" shape of Weave's wire.
    public func wire() -> RawJSON { RawJSON(unchecked: self.wireBytes()[...]) }

    /// The bytes of ``wire()``: what ``writeComplete(to:)`` writes, in one go, since every traced call pays for it.
    package func wireBytes() -> [UInt8] {
        CallText.bytes(
            id: self.id, projectID: self.projectID, opName: self.opName, displayName: self.displayName,
            traceID: self.traceID, parentID: self.parentID, threadID: self.threadID, turnID: self.turnID,
            startedAt: self.startedAt, endedAt: self.endedAt, attributes: self.attributes, inputs: self.inputs,
            output: self.output, exception: self.exception, summary: self.summary, userID: self.userID,
            runID: self.runID, runStep: self.runStep, runStepEnd: self.runStepEnd, spanDump: self.spanDump)
    }
}

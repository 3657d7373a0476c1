internal import TreadleCore

/// How a start and an end are put together.
extension Call {
    /// What a start says: the call, and nothing of an end.
    package var withoutEnd: Call {
        var start = self
        start.endedAt = nil
        start.output = nil
        start.exception = nil
        start.summary = .emptyObject
        start.runStepEnd = nil
        return start
    }

    /// The end's part, for a call that has ended.
    package var end: CallEnd? {
        self.endedAt.map { endedAt in
            CallEnd(
                id: self.id, projectID: self.projectID, endedAt: endedAt, output: self.output,
                exception: self.exception, summary: self.summary, runStepEnd: self.runStepEnd)
        }
    }

    /// Ends it, whatever end it had.
    package mutating func end(with end: CallEnd) {
        self.endedAt = end.endedAt
        self.output = end.output
        self.exception = end.exception
        self.summary = end.summary
        self.runStepEnd = end.runStepEnd
    }

    /// The whole name of a run, `entity/project/run`: a bare one is of this project.
    package static func fullRunID(_ runID: String, in projectID: String) -> String {
        runID.isEmpty || runID.utf8.contains(UInt8(ascii: "/")) ? runID : "\(projectID)/\(runID)"
    }
}

package import TreadleCore

/// A call with what stands beside it, as conditions see it.
package struct CallQueryRow: QueryRow {
    package var call: Call
    /// All feedback on it.
    package var feedback: [Feedback]
    /// When the project's retention ends for it.
    package var expiresAt: Timestamp?

    package init(_ call: Call, feedback: [Feedback] = [], expiresAt: Timestamp? = nil) {
        self.call = call
        self.feedback = feedback
        self.expiresAt = expiresAt
    }

    package func value(ofColumn name: String) -> QueryValue? {
        switch name {
        case "id": .text(self.call.id)
        case "project_id": .text(self.call.projectID)
        case "trace_id": .text(self.call.traceID)
        case "parent_id": self.call.parentID.map(QueryValue.text)
        case "thread_id": self.call.threadID.map(QueryValue.text)
        case "turn_id": self.call.turnID.map(QueryValue.text)
        case "op_name": .text(self.call.opName)
        case "started_at": .time(self.call.startedAt)
        case "ended_at": self.call.endedAt.map(QueryValue.time)
        case "exception": self.call.exception.map(QueryValue.text)
        case "wb_user_id": self.call.userID.map(QueryValue.text)
        case "wb_run_id": self.call.runID.map(QueryValue.text)
        case "wb_run_step": self.call.runStep.map { .number(.integer($0)) }
        case "wb_run_step_end": self.call.runStepEnd.map { .number(.integer($0)) }
        case "display_name": self.call.displayName.map(QueryValue.text)
        case "expire_at": self.expiresAt.map(QueryValue.time)
        // A call that is deleted is never read.
        default: nil
        }
    }

    package func json(inColumn name: String) -> RawJSON? {
        switch name {
        case "inputs": self.call.inputs
        case "output": self.call.output
        case "summary": self.call.summary
        case "attributes": self.call.shownAttributes
        default: nil
        }
    }

    package func value(of computed: QueryField.Computed) -> QueryValue? {
        switch computed {
        case .status: .text(self.call.status.rawValue)
        case .latencyMilliseconds: self.call.latencyMilliseconds.map { .number(.integer($0)) }
        case .traceName: .text(self.call.displayName ?? self.call.traceName)
        }
    }

    package func feedback(ofType type: String?) -> [Feedback] {
        guard let type else { return self.feedback }
        return self.feedback.filter { ExactText($0.feedbackType) == ExactText(type) }
    }
}

package import TreadleCore

extension Feedback: QueryRow {
    package func value(ofColumn name: String) -> QueryValue? {
        switch name {
        case "id": .text(self.id)
        case "project_id": .text(self.projectID)
        case "weave_ref": .text(self.weaveRef)
        case "wb_user_id": self.userID.map(QueryValue.text)
        case "creator": self.creator.map(QueryValue.text)
        case "created_at": .time(self.createdAt)
        case "feedback_type": .text(self.feedbackType)
        default: self.value(of: name).string.map(QueryValue.text)
        }
    }

    package func json(inColumn name: String) -> RawJSON? {
        self.value(of: name)
    }

    /// What of it a condition on the call sees.
    package func value(of part: QueryField.FeedbackPart) -> QueryValue? {
        switch part {
        case .payload(let steps): QueryValue(self.payload.value(at: JSONPath(steps)))
        case .runnableRef: self.value(ofColumn: "runnable_ref")
        case .triggerRef: self.value(ofColumn: "trigger_ref")
        }
    }
}

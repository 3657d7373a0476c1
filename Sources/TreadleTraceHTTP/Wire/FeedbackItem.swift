internal import TreadleCore
internal import TreadleTrace

/// An item of feedback in a request (weave-wire, section 6, "Item").
struct FeedbackItem {
    /// The members that an item may have.
    static let members = Set(
        ["project_id", "weave_ref", "feedback_type", "payload", "id", "creator", "wb_user_id"]
            + FeedbackDetail.allCases.map(\.rawValue))

    let feedback: NewFeedback

    /// Reads an item whose members are known to be known. Whoever asks says it: what a client claims to be is not kept.
    init(_ item: WireObject, by userID: String) throws(WireRefusal) {
        _ = try item.optionalText("wb_user_id")
        for detail in FeedbackDetail.allCases {
            if let value = item[detail.rawValue], let problem = detail.problem(with: value) {
                throw .misfit(item.place(detail.rawValue), problem)
            }
        }
        let details = JSONWriter.object { writer in
            for detail in FeedbackDetail.allCases {
                if let value = item[detail.rawValue] { writer.member(detail.rawValue, value) }
            }
        }
        self.feedback = NewFeedback(
            id: try item.optionalText("id"), projectID: try item.text("project_id"),
            weaveRef: try item.text("weave_ref"), feedbackType: try item.text("feedback_type"),
            payload: try item.object("payload").raw, creator: try item.optionalText("creator"), userID: userID,
            details: details)
    }
}

extension Feedback {
    /// What the answer to a request that stores feedback says about it.
    func receipt() -> RawJSON {
        JSONWriter.object(capacity: self.payload.bytes.count + 160) { writer in
            for name in ["id", "created_at", "wb_user_id", "payload"] { writer.member(name, self.value(of: name)) }
        }
    }
}

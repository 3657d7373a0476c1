package import TreadleCore

extension Feedback {
    /// The call that it is about, where that is one of the same project.
    package var callID: String? {
        guard let ref = WeaveRef(self.weaveRef), case .call(let id) = ref.target,
            ExactText(ref.projectID) == ExactText(self.projectID)
        else { return nil }
        return id
    }

    /// The names that a row of feedback has on the wire, in their order.
    package static let fieldNames =
        [
            "id", "project_id", "weave_ref", "wb_user_id", "creator", "created_at", "feedback_type", "payload",
        ] + FeedbackDetail.allCases.map(\.rawValue)

    /// The value of a field by its name on the wire; `null` for one that there is not.
    package func value(of field: String) -> RawJSON {
        switch field {
        case "id": RawJSON(string: self.id)
        case "project_id": RawJSON(string: self.projectID)
        case "weave_ref": RawJSON(string: self.weaveRef)
        case "wb_user_id": self.userID.map { RawJSON(string: $0) } ?? .null
        case "creator": self.creator.map { RawJSON(string: $0) } ?? .null
        case "created_at": RawJSON(string: self.createdAt.description)
        case "feedback_type": RawJSON(string: self.feedbackType)
        case "payload": self.payload
        default: self.details[field] ?? FeedbackDetail(rawValue: field)?.absentValue ?? .null
        }
    }

    /// A row as `/feedback/query` answers it, and calls with their feedback: every field, null where there is nothing.
    package func wire() -> RawJSON {
        JSONWriter.object(capacity: self.payload.bytes.count + self.details.bytes.count + 1024) { writer in
            for name in Self.fieldNames { writer.member(name, self.value(of: name)) }
        }
    }

    /// Reads a row.
    ///
    /// - Throws: ``TraceError/Code/invalidRequest`` naming the member that is missing or wrong.
    package init(wire: RawJSON) throws(TraceError) {
        func text(_ name: String) throws(TraceError) -> String {
            guard let text = wire[name]?.string else { throw TraceError(.invalidRequest, "\(name) must be a string") }
            return text
        }
        guard let createdAt = Timestamp(try text("created_at")) else {
            throw TraceError(.invalidRequest, "created_at must be a time as in RFC 3339")
        }
        guard let payload = wire["payload"], payload.kind == .object else {
            throw TraceError(.invalidRequest, "payload must be an object")
        }
        let details = JSONWriter.object { writer in
            for detail in FeedbackDetail.allCases {
                if let value = wire[detail.rawValue] { writer.member(detail.rawValue, value) }
            }
        }
        self.init(
            id: try text("id"), projectID: try text("project_id"), weaveRef: try text("weave_ref"),
            feedbackType: try text("feedback_type"), payload: payload, creator: wire["creator"]?.string,
            userID: wire["wb_user_id"]?.string, createdAt: createdAt, details: try FeedbackDetail.stored(details))
    }
}

internal import TreadleCore
internal import TreadleTrace

/// The fields of feedback, over `feedback`.
struct FeedbackFields: QueryFieldSQL {
    /// The project that all rows are of.
    let projectID: String

    func source(of field: QueryField, joins: inout QueryJoins) throws(TraceError) -> QuerySource {
        switch field {
        case .column("created_at", _): .time(QueryTerm("feedback.created_at"))
        case .column("project_id", _): .text(QueryTerm("\(self.projectID)"))
        case .column(let name, _): .text(Self.column(name))
        case .json("payload", let path): .json("feedback.payload", JSONPath(path))
        case .json(let name, let path): Self.json(name, path)
        case .computed, .feedback, .absent: .text(.unknown)
        }
    }

    private static func column(_ name: String) -> QueryTerm {
        switch name {
        case "id": return QueryTerm("feedback.id")
        case "weave_ref": return QueryTerm("feedback.weave_ref")
        case "feedback_type": return QueryTerm("feedback.feedback_type")
        case "creator": return QueryTerm("feedback.creator")
        case "wb_user_id": return QueryTerm("feedback.user_id")
        default:
            let text: SQL = "treadle_text(feedback.details, \(object: Self.path(name)))"
            guard let absent = FeedbackDetail(rawValue: name)?.absentValue.string else { return QueryTerm(text) }
            return QueryTerm("coalesce(\(text), \(absent))", depth: 1)
        }
    }

    /// A detail that holds JSON; as a whole it is never missing.
    private static func json(_ name: String, _ path: [QueryField.PathStep]) -> QuerySource {
        guard path.isEmpty, let detail = FeedbackDetail(rawValue: name) else {
            return .json("feedback.details", JSONPath([QueryField.PathStep(name)] + path))
        }
        // The name is one of ours.
        let whole = SQL(stringLiteral: "feedback.details -> '$.\(detail.rawValue)'")
        return .json("coalesce(\(whole), \(detail.absentValue))", JSONPath([]))
    }

    private static func path(_ name: String) -> PathObject { PathObject(JSONPath([QueryField.PathStep(name)])) }
}

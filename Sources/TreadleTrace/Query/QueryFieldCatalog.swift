/// Which fields rows of a kind have, by the names that queries use.
public struct QueryFieldCatalog: Sendable {
    /// Columns by name.
    package let columns: [String: QueryField.ColumnKind]
    /// Columns that hold JSON.
    package let jsonColumns: Set<String>
    /// Whether there are computed fields and feedback: those of calls.
    package let isOfCalls: Bool
    /// What is known and never there.
    package let absent: Set<String>

    package init(
        columns: [String: QueryField.ColumnKind], jsonColumns: Set<String>, isOfCalls: Bool = false,
        absent: Set<String> = []
    ) {
        self.columns = columns
        self.jsonColumns = jsonColumns
        self.isOfCalls = isOfCalls
        self.absent = absent
    }

    /// The fields of calls (weave-wire, section 3, "Query language").
    public static let calls = QueryFieldCatalog(
        columns: [
            "id": .text, "project_id": .text, "trace_id": .text, "parent_id": .text, "thread_id": .text,
            "turn_id": .text, "op_name": .text, "started_at": .time, "ended_at": .time, "exception": .text,
            "wb_user_id": .text, "wb_run_id": .text, "wb_run_step": .integer, "wb_run_step_end": .integer,
            "display_name": .text, "deleted_at": .time, "expire_at": .time,
        ],
        jsonColumns: ["inputs", "output", "attributes", "summary"], isOfCalls: true,
        absent: ["annotation_queue_items.queue_id"])

    /// The fields of feedback rows (section 6).
    public static let feedback = QueryFieldCatalog(
        columns: [
            "id": .text, "project_id": .text, "weave_ref": .text, "wb_user_id": .text, "creator": .text,
            "created_at": .time, "feedback_type": .text, "annotation_ref": .text, "runnable_ref": .text,
            "call_ref": .text, "trigger_ref": .text, "queue_id": .text, "span_agent_name": .text,
            "span_agent_version": .text, "span_status_code": .text, "span_conversation_id": .text,
            "span_trace_id": .text, "scorer_trace_id": .text,
        ],
        jsonColumns: [
            "payload", "scorer_tags", "scorer_tag_reasons", "scorer_tag_confidences", "scorer_ratings",
            "scorer_rating_reasons", "scorer_rating_confidences",
        ])
}

internal import TreadleTrace

/// The fields of calls, over `calls` and `call_payloads`.
struct CallFields: QueryFieldSQL {
    /// What refs are looked through, and how.
    var expansion = RefExpansion.none
    /// The project whose refs are looked through.
    var projectID: String?

    func source(of field: QueryField, joins: inout QueryJoins) throws(TraceError) -> QuerySource {
        switch field {
        case .column(let name, let kind):
            let term = QueryTerm(Self.column(name))
            switch kind {
            case .text: return .text(term)
            case .integer: return .number(term)
            case .time: return .time(term)
            }
        case .json(let column, let path):
            let json = Self.json(column, path)
            guard self.expansion.concerns(path, ofColumn: column) else { return .json(json, JSONPath(path)) }
            let expanded = ExpandedPath(path, ofColumn: column, self.expansion, in: self.projectID)
            return .json("treadle_expanded(\(json), \(object: expanded))", JSONPath([]))
        case .computed(.status): return .text(QueryTerm(Self.status))
        case .computed(.latencyMilliseconds):
            return .number(QueryTerm("((calls.ended_at - calls.started_at) / 1000)", depth: 1))
        case .computed(.traceName): return .text(QueryTerm("coalesce(calls.display_name, calls.trace_name)"))
        case .feedback(let type, let part):
            let name = joins.name(of: type, in: "feedback") { Self.isFeedback($0, ofType: type) }
            return Self.source(of: part, in: name)
        case .absent: return .text(.unknown)
        }
    }

    func sortTerm(_ sort: QuerySort) throws(TraceError) -> QuerySortTerm {
        guard case .feedback(let type, let part) = sort.field else {
            var joins = QueryJoins()
            return try self.source(of: sort.field, joins: &joins).sortTerm(isDescending: sort.isDescending)
        }
        // The newest row that has a value.
        let source = Self.source(of: part, in: "feedback")
        var term = source.sortTerm(isDescending: sort.isDescending)
        term.key = """
            (SELECT \(term.key) FROM feedback
            WHERE \(Self.isFeedback("feedback", ofType: type)) AND \(source.exists.sql)
            ORDER BY feedback.created_at DESC, feedback.id DESC LIMIT 1)
            """
        return term
    }

    /// Whether a condition or a sort reads payloads.
    static func needsPayloads(_ field: QueryField) -> Bool {
        if case .json(let column, _) = field { column != "summary" } else { false }
    }

    private static func column(_ name: String) -> SQL {
        switch name {
        case "project_id": "(SELECT name FROM projects WHERE projects.key = calls.project)"
        case "expire_at":
            "(calls.started_at + 86400000000 * (SELECT retention_days FROM projects WHERE projects.key = calls.project))"
        case "wb_user_id": "calls.user_id"
        case "wb_run_id": "calls.run_id"
        case "wb_run_step": "calls.run_step"
        case "wb_run_step_end": "calls.run_step_end"
        case "id", "trace_id", "parent_id", "thread_id", "turn_id", "op_name", "exception", "display_name",
            "started_at", "ended_at", "deleted_at":
            SQL(stringLiteral: "calls.\(name)")
        default: "NULL"
        }
    }

    private static func json(_ column: String, _ path: [QueryField.PathStep]) -> SQL {
        switch column {
        case "inputs": "call_payloads.inputs"
        case "output": "call_payloads.output"
        case "summary": "calls.summary"
        case "attributes" where path.first.map { $0.name == "otel_span" } ?? true:
            """
            CASE WHEN call_payloads.span_dump IS NULL THEN call_payloads.attributes
            ELSE treadle_attributes(call_payloads.attributes, call_payloads.span_dump) END
            """
        case "attributes": "call_payloads.attributes"
        default: "NULL"
        }
    }

    /// `Call.status`.
    private static let status: SQL = """
        CASE WHEN calls.exception IS NOT NULL THEN 'error' WHEN calls.ended_at IS NULL THEN 'running' \
        WHEN treadle_has_failed_below(calls.summary) THEN 'descendant_error' ELSE 'success' END
        """

    private static func isFeedback(_ name: SQL, ofType type: String?) -> SQL {
        var sql: SQL = "\(name).project = calls.project AND \(name).call_id = calls.id"
        if let type { sql += " AND \(name).feedback_type = \(type)" }
        return sql
    }

    private static func source(of part: QueryField.FeedbackPart, in name: SQL) -> QuerySource {
        switch part {
        case .payload(let path): .json("\(name).payload", JSONPath(path))
        case .runnableRef: .text(Self.ref("runnable_ref", in: name))
        case .triggerRef: .text(Self.ref("trigger_ref", in: name))
        }
    }

    private static func ref(_ member: String, in name: SQL) -> QueryTerm {
        QueryTerm("treadle_text(\(name).details, \(object: PathObject(JSONPath([QueryField.PathStep(member)]))))")
    }
}

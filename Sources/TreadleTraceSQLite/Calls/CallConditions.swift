internal import TreadleTrace

/// The SQL that a call is what a query wants.
struct CallConditions {
    let sql: SQL
    /// Whether they look at payloads.
    let needsPayloads: Bool

    init(_ query: CallQuery, _ pins: CallPins, fields: CallFields) throws(TraceError) {
        var conditions: [SQL] = ["calls.deleted_at IS NULL"]
        if let project = query.projectID {
            conditions.append("calls.project = (SELECT key FROM projects WHERE name = \(project))")
        }
        if query.rootsOnly { conditions.append("calls.parent_id IS NULL") }
        if query.turnsOnly { conditions.append("calls.turn_id = calls.id") }
        let columns: [(SQL, [String]?)] = [
            ("id", query.ids), ("trace_id", query.traceIDs), ("parent_id", query.parentIDs),
            ("thread_id", query.threadIDs), ("turn_id", query.turnIDs), ("user_id", query.userIDs),
            ("run_id", query.runIDs),
        ]
        for (column, values) in columns {
            if let values { conditions.append("calls.\(column) \(SQL.among(values))") }
        }
        if let names = query.opNames ?? pins.opNames { conditions.append(OpNameCondition(names).sql) }
        if let refs = query.inputRefs {
            conditions.append("treadle_mentions(call_payloads.inputs, \(object: RefPatterns(refs)))")
        }
        if let refs = query.outputRefs {
            conditions.append("treadle_mentions(call_payloads.output, \(object: RefPatterns(refs)))")
        }
        // Last: SQLite goes from left to right, and these may read payloads.
        if let expression = query.expression {
            conditions.append(try QueryCondition(expression, fields: fields).sql)
        }
        self.needsPayloads =
            query.inputRefs != nil || query.outputRefs != nil
            || query.expression?.hasField(where: CallFields.needsPayloads) == true
        self.sql = conditions.dropFirst().reduce(conditions[0]) { "\($0) AND \($1)" }
    }
}

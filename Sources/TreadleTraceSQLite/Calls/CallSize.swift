/// The SQL for how many bytes calls take: their payloads, as they were counted when they were stored.
enum CallSize {
    /// Of a row of `calls`.
    static let row: SQL = "calls.start_bytes + calls.end_bytes"

    /// Of all calls that some keys stand for; 0 for none.
    static func sum(ofKeys keys: SQL) -> SQL {
        "SELECT coalesce(sum(\(Self.row)), 0) FROM calls WHERE calls.key IN (\(keys))"
    }

    /// Of the whole trace that a row of `calls` begins; NULL for what is no root.
    static let trace: SQL = """
        CASE WHEN calls.parent_id IS NULL THEN (
            SELECT sum(part.start_bytes + part.end_bytes) FROM calls AS part INDEXED BY calls_by_trace
            WHERE part.project = calls.project AND part.trace_id = calls.trace_id AND part.deleted_at IS NULL
        ) END
        """
}

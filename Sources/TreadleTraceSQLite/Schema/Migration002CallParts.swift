extension Migration {
    /// What calls gained: runs, ends and names that come before their calls, deletion and retention.
    ///
    /// A deleted call leaves its row behind, emptied, so that a late copy of it is known for what it is; `calls_deleted`
    /// finds such rows when their project's retention ends for them. `call_parts` keeps what was said of a call that is
    /// not there yet; it never has a row of a call that is, and is empty most of the time. The sizes say how many bytes
    /// the payloads take that come with a call's start and with its end, so that nobody has to read them to know.
    static let callParts = Migration(
        version: 2,
        statements: [
            "ALTER TABLE projects ADD COLUMN retention_days INTEGER",
            "ALTER TABLE calls ADD COLUMN run_id TEXT",
            "ALTER TABLE calls ADD COLUMN run_step INTEGER",
            "ALTER TABLE calls ADD COLUMN run_step_end INTEGER",
            "ALTER TABLE calls ADD COLUMN start_bytes INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE calls ADD COLUMN end_bytes INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE calls ADD COLUMN is_renamed INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE call_payloads ADD COLUMN span_dump TEXT",
            """
            UPDATE calls SET
                start_bytes = length(CAST(call_payloads.attributes AS BLOB)) + length(CAST(inputs AS BLOB)),
                end_bytes = coalesce(length(CAST(output AS BLOB)), 0) + length(CAST(summary AS BLOB))
            FROM call_payloads WHERE call_payloads.key = calls.key
            """,
            "CREATE INDEX calls_deleted ON calls (project, deleted_at) WHERE deleted_at IS NOT NULL",
            """
            CREATE TABLE call_parts (
                project INTEGER NOT NULL,
                id TEXT NOT NULL,
                kept_at INTEGER NOT NULL,
                ended_at INTEGER,
                output TEXT,
                exception TEXT,
                summary TEXT,
                run_step_end INTEGER,
                is_renamed INTEGER NOT NULL DEFAULT 0,
                display_name TEXT,
                PRIMARY KEY (project, id)
            ) STRICT
            """,
            "CREATE INDEX call_parts_by_time ON call_parts (project, kept_at)",
        ])
}

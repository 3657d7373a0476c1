extension Migration {
    /// Feedback on calls and objects.
    ///
    /// Keys ascend in the order of storing, so that ties in time are in order. Replacing a row gives it a new key. What
    /// few rows have is JSON in `details`. `call_id` is set where the ref is to a call of the same project: conditions on
    /// calls look feedback up by it.
    static let feedback = Migration(
        version: 6,
        statements: [
            """
            CREATE TABLE feedback (
                key INTEGER PRIMARY KEY AUTOINCREMENT,
                project INTEGER NOT NULL,
                id TEXT NOT NULL,
                weave_ref TEXT NOT NULL,
                call_id TEXT,
                feedback_type TEXT NOT NULL,
                payload TEXT NOT NULL,
                creator TEXT,
                user_id TEXT,
                created_at INTEGER NOT NULL,
                details TEXT NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX feedback_by_id ON feedback (project, id)",
            "CREATE INDEX feedback_by_call ON feedback (project, call_id, feedback_type)",
            "CREATE INDEX feedback_by_ref ON feedback (project, weave_ref, created_at)",
            "CREATE INDEX feedback_by_time ON feedback (project, created_at)",
        ])
}

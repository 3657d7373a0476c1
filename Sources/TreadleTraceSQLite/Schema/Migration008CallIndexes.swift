extension Migration {
    /// What else calls are looked for by.
    ///
    /// As those before, each index ends in the order in which calls are read. Most calls have no conversation and no run:
    /// the indexes leave those out. `calls_by_thread` carries the turn, so that the turns of a long conversation are
    /// told from what was done in them without a look at each call.
    static let callIndexes = Migration(
        version: 8,
        statements: [
            """
            CREATE INDEX calls_by_thread ON calls (project, thread_id, started_at, id, turn_id)
            WHERE deleted_at IS NULL AND thread_id IS NOT NULL
            """,
            """
            CREATE INDEX calls_by_turn ON calls (project, turn_id, started_at, id)
            WHERE deleted_at IS NULL AND turn_id IS NOT NULL
            """,
            """
            CREATE INDEX calls_by_run ON calls (project, run_id, started_at, id)
            WHERE deleted_at IS NULL AND run_id IS NOT NULL
            """,
            """
            CREATE INDEX calls_by_user ON calls (project, user_id, started_at, id)
            WHERE deleted_at IS NULL AND user_id IS NOT NULL
            """,
            "CREATE INDEX turn_calls ON calls (project, started_at, id) WHERE deleted_at IS NULL AND turn_id = id",
        ])
}

extension Migration {
    /// Calls, and the projects they belong to.
    ///
    /// A call is two rows. `calls` is narrow, so that counting and scanning stay cheap, and holds the summary, which is
    /// small and asked of many calls at once (usage, status). `call_payloads` holds what may be large. Payloads are
    /// TEXT, byte for byte as they came: SQLite's JSON functions refuse BLOBs. Project names are replaced by a number,
    /// since every index starts with them.
    ///
    /// Each index ends in the order in which calls are read, so that no query sorts. `calls_by_parent` serves roots as
    /// well: their parent is NULL. `calls_by_name` serves an op's single version, too, by a look at the call.
    static let calls = Migration(
        version: 1,
        statements: [
            """
            CREATE TABLE projects (
                key INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE
            ) STRICT
            """,
            """
            CREATE TABLE calls (
                key INTEGER PRIMARY KEY,
                project INTEGER NOT NULL,
                id TEXT NOT NULL,
                op_name TEXT NOT NULL,
                trace_name TEXT NOT NULL,
                display_name TEXT,
                trace_id TEXT NOT NULL,
                parent_id TEXT,
                thread_id TEXT,
                turn_id TEXT,
                started_at INTEGER NOT NULL,
                ended_at INTEGER,
                deleted_at INTEGER,
                user_id TEXT,
                exception TEXT,
                summary TEXT NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE call_payloads (
                key INTEGER PRIMARY KEY,
                attributes TEXT NOT NULL,
                inputs TEXT NOT NULL,
                output TEXT
            ) STRICT
            """,
            "CREATE UNIQUE INDEX calls_by_id ON calls (project, id)",
            "CREATE INDEX calls_by_time ON calls (project, started_at, id) WHERE deleted_at IS NULL",
            "CREATE INDEX calls_by_trace ON calls (project, trace_id, started_at, id) WHERE deleted_at IS NULL",
            "CREATE INDEX calls_by_parent ON calls (project, parent_id, started_at, id) WHERE deleted_at IS NULL",
            "CREATE INDEX calls_by_name ON calls (project, trace_name, started_at, id) WHERE deleted_at IS NULL",
        ])
}

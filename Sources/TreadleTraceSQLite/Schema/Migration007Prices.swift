extension Migration {
    /// What models cost in a project; times in microseconds. Few rows: they are read all at once, in order of their keys.
    static let prices = Migration(
        version: 7,
        statements: [
            """
            CREATE TABLE prices (
                key INTEGER PRIMARY KEY,
                project INTEGER NOT NULL,
                id TEXT NOT NULL,
                model TEXT NOT NULL,
                provider TEXT NOT NULL,
                prompt_cost REAL NOT NULL,
                completion_cost REAL NOT NULL,
                cache_read_cost REAL NOT NULL,
                cache_creation_cost REAL NOT NULL,
                prompt_unit TEXT NOT NULL,
                completion_unit TEXT NOT NULL,
                effective_at INTEGER NOT NULL,
                created_by TEXT,
                created_at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX prices_by_id ON prices (project, id)",
            "CREATE INDEX prices_by_project ON prices (project)",
        ])
}

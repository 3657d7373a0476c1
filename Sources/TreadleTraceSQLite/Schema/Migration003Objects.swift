extension Migration {
    /// Contents by digest, and the objects that name them.
    ///
    /// `contents` holds the values of objects and the rows of tables, each once in a project, byte for byte as it came
    /// first.
    static let objects = Migration(
        version: 3,
        statements: [
            """
            CREATE TABLE contents (
                key INTEGER PRIMARY KEY,
                project INTEGER NOT NULL,
                digest TEXT NOT NULL,
                value TEXT NOT NULL,
                UNIQUE (project, digest)
            ) STRICT
            """
        ])
}

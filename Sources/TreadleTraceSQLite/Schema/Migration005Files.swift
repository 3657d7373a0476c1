extension Migration {
    /// Files by digest, cut into chunks so that one is read without holding all of it.
    static let files = Migration(
        version: 5,
        statements: [
            """
            CREATE TABLE files (
                key INTEGER PRIMARY KEY,
                project INTEGER NOT NULL,
                digest TEXT NOT NULL,
                name TEXT NOT NULL,
                size INTEGER NOT NULL,
                UNIQUE (project, digest)
            ) STRICT
            """,
            // Not WITHOUT ROWID: a chunk is many pages long, and a table keeps those out of its tree.
            """
            CREATE TABLE file_chunks (
                key INTEGER PRIMARY KEY,
                file INTEGER NOT NULL,
                position INTEGER NOT NULL,
                content BLOB NOT NULL,
                UNIQUE (file, position)
            ) STRICT
            """,
        ])
}

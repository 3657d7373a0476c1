extension Migration {
    /// Files by digest, and their contents cut into chunks, so that one is read without holding all of it.
    ///
    /// A large content is written in several transactions and has its file with the last. Until then it is not complete;
    /// what a server leaves so that is killed meanwhile goes when the store is opened again.
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
                content INTEGER NOT NULL,
                UNIQUE (project, digest)
            ) STRICT
            """,
            """
            CREATE TABLE file_contents (
                key INTEGER PRIMARY KEY,
                is_complete INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX incomplete_file_contents ON file_contents (key) WHERE is_complete = 0",
            // Not WITHOUT ROWID: a chunk is many pages long, and a table keeps those out of its tree.
            """
            CREATE TABLE file_chunks (
                key INTEGER PRIMARY KEY,
                content INTEGER NOT NULL,
                position INTEGER NOT NULL,
                bytes BLOB NOT NULL,
                UNIQUE (content, position)
            ) STRICT
            """,
        ])
}

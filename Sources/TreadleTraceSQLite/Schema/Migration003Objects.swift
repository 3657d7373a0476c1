extension Migration {
    /// Contents by digest, and the objects that name them.
    ///
    /// `contents` holds the values of objects and the rows of tables, each once in a project, byte for byte as it came
    /// first.
    ///
    /// A version stays when it is deleted: its number is not given out again, and its value may be published again. Of
    /// the versions that are there, the one with the highest `published` is what the name stands for; `is_latest` says
    /// so, once for each name and kind. Each index that lists versions ends in the order in which they are listed.
    /// Tags and aliases are those of versions that are there: they go with them.
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
            """,
            """
            CREATE TABLE object_versions (
                key INTEGER PRIMARY KEY,
                project INTEGER NOT NULL,
                object_id TEXT NOT NULL,
                is_op INTEGER NOT NULL,
                digest TEXT NOT NULL,
                version_index INTEGER NOT NULL,
                published INTEGER NOT NULL,
                is_latest INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                deleted_at INTEGER,
                base_class TEXT,
                leaf_class TEXT,
                user_id TEXT,
                content INTEGER NOT NULL,
                size INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX object_versions_by_digest ON object_versions (project, object_id, digest)",
            """
            CREATE UNIQUE INDEX object_versions_by_number ON object_versions (project, object_id, is_op, version_index)
            """,
            """
            CREATE INDEX object_versions_by_publication ON object_versions (project, object_id, is_op, published)
            WHERE deleted_at IS NULL
            """,
            """
            CREATE UNIQUE INDEX latest_object_versions ON object_versions (project, object_id, is_op)
            WHERE is_latest = 1
            """,
            """
            CREATE INDEX object_versions_by_time ON object_versions (project, created_at) WHERE deleted_at IS NULL
            """,
            """
            CREATE INDEX latest_object_versions_by_time ON object_versions (project, created_at) WHERE is_latest = 1
            """,
            """
            CREATE INDEX object_versions_by_name ON object_versions (project, object_id, created_at)
            WHERE deleted_at IS NULL
            """,
            """
            CREATE INDEX object_versions_by_kind ON object_versions (project, is_op, created_at)
            WHERE deleted_at IS NULL
            """,
            """
            CREATE INDEX object_versions_by_base_class ON object_versions (project, base_class, created_at)
            WHERE deleted_at IS NULL
            """,
            """
            CREATE INDEX object_versions_by_leaf_class ON object_versions (project, leaf_class, created_at)
            WHERE deleted_at IS NULL
            """,
            """
            CREATE TABLE object_tags (
                project INTEGER NOT NULL,
                tag TEXT NOT NULL,
                version INTEGER NOT NULL,
                PRIMARY KEY (project, tag, version)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX object_tags_by_version ON object_tags (version, tag)",
            """
            CREATE TABLE object_aliases (
                project INTEGER NOT NULL,
                object_id TEXT NOT NULL,
                alias TEXT NOT NULL,
                version INTEGER NOT NULL,
                PRIMARY KEY (project, object_id, alias)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX object_aliases_by_version ON object_aliases (version, alias)",
            "CREATE INDEX object_aliases_by_alias ON object_aliases (project, alias, version)",
        ])
}

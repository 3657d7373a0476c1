extension Migration {
    /// Tables of rows.
    ///
    /// A table's rows are the keys of their contents, 8 bytes each, ``TablePart/rowCount`` to a part: a million rows are
    /// two thousand small records. So a table of any size is written in one short transaction, after its contents, and
    /// is there as a whole or not at all; the place of a row is arithmetic; and the next version of a table copies 8
    /// bytes a row. A record per row would take four times the room, thousands of transactions, and something that
    /// clears away tables left half done. The price: to tell whether a row is in a table its parts are read.
    ///
    /// `table_contents` says which contents are rows, so that an object's digest does not pass for a row's, and how
    /// large they are, so that nobody reads a million rows to add that up.
    static let tables = Migration(
        version: 4,
        statements: [
            """
            CREATE TABLE table_contents (
                key INTEGER PRIMARY KEY,
                size INTEGER NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE tables (
                key INTEGER PRIMARY KEY,
                project INTEGER NOT NULL,
                digest TEXT NOT NULL,
                count INTEGER NOT NULL,
                size INTEGER NOT NULL,
                UNIQUE (project, digest)
            ) STRICT
            """,
            """
            CREATE TABLE table_parts (
                table_key INTEGER NOT NULL,
                part INTEGER NOT NULL,
                contents BLOB NOT NULL,
                PRIMARY KEY (table_key, part)
            ) STRICT, WITHOUT ROWID
            """,
        ])
}

extension Migration {
    /// Tables of rows.
    static let tables = Migration(
        version: 4,
        statements: [])
}

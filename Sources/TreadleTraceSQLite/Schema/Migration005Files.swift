extension Migration {
    /// Files by digest.
    static let files = Migration(
        version: 5,
        statements: [])
}

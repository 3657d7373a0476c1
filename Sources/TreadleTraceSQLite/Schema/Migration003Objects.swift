extension Migration {
    /// Contents by digest, and the objects that name them.
    static let objects = Migration(
        version: 3,
        statements: [])
}

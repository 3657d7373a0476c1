extension Migration {
    /// What models cost.
    static let prices = Migration(
        version: 7,
        statements: [])
}

extension Migration {
    /// Feedback on calls and objects.
    static let feedback = Migration(
        version: 6,
        statements: [])
}

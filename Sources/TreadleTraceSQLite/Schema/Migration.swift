/// One step from a version of the schema to the next.
struct Migration: Sendable {
    /// The version that it leads to.
    let version: Int
    /// What it does, in order, in one transaction.
    let statements: [SQL]
}

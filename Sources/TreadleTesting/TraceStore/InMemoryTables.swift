/// The tables of a store in memory.
struct InMemoryTables: Sendable {}

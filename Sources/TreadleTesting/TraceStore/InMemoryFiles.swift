/// The files of a store in memory.
struct InMemoryFiles: Sendable {}

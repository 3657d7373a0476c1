/// The projects of a store in memory.
struct InMemoryProjects: Sendable {}

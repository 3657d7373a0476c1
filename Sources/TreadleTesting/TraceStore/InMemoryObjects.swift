/// The objects of a store in memory.
struct InMemoryObjects: Sendable {}

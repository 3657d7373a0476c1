/// The prices of a store in memory.
struct InMemoryCosts: Sendable {}

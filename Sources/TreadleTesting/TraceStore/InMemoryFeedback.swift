/// The feedback of a store in memory.
struct InMemoryFeedback: Sendable {}

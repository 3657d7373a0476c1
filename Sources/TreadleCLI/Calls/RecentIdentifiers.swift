/// Remembers identifiers, the newest ten thousand at least, in bounded memory.
struct RecentIdentifiers {
    private var current: Set<String> = []
    private var previous: Set<String> = []
    private let generation: Int

    init(generation: Int = 10_000) {
        self.generation = generation
    }

    /// Whether this one is new; from now on it is not.
    mutating func insert(_ id: String) -> Bool {
        if self.current.contains(id) || self.previous.contains(id) { return false }
        if self.current.count >= self.generation {
            self.previous = self.current
            self.current = []
        }
        self.current.insert(id)
        return true
    }
}

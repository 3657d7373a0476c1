internal import Synchronization

/// What other threads leave for a loop.
///
/// A loop that is about to sleep says so, and only the first item after that costs a wake-up: a batch costs one, and a
/// busy loop none.
final class Mailbox<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item] = []
        var isOwnerAsleep = false
    }

    private let state = Mutex(State())

    /// Leaves an item.
    ///
    /// - Returns: whether the owner has to be woken.
    func post(_ item: Item) -> Bool {
        self.state.withLock { state in
            state.items.append(item)
            defer { state.isOwnerAsleep = false }
            return state.isOwnerAsleep
        }
    }

    /// Takes everything, in order, and leaves `items`' storage to be filled again.
    func take(into items: inout [Item]) {
        items.removeAll(keepingCapacity: true)
        // Exchanged through a local: a closure cannot take both.
        var taken = items
        items = []
        taken = self.state.withLock { state in
            state.isOwnerAsleep = false
            let full = state.items
            state.items = taken
            return full
        }
        items = taken
    }

    /// Whether the owner may sleep: nothing is there, and what comes next will wake it.
    func mayOwnerSleep() -> Bool {
        self.state.withLock { state in
            state.isOwnerAsleep = state.items.isEmpty
            return state.isOwnerAsleep
        }
    }
}

internal import Synchronization

/// What other threads leave for a loop.
///
/// A loop that is about to sleep says so, and only the first item after that costs a wake-up: a batch costs one, and a
/// busy loop none.
final class Mailbox<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item] = []
        var isOwnerAsleep = false
        var isClosed = false
    }

    /// What became of an item.
    enum Posting: Equatable {
        /// It was left; with `wake`, the owner sleeps and has to be woken.
        case left(wake: Bool)
        /// The owner is gone.
        case refused
    }

    private let state = Mutex(State())

    /// Leaves an item.
    func post(_ item: Item) -> Posting {
        self.state.withLock { state in
            guard !state.isClosed else { return .refused }
            state.items.append(item)
            defer { state.isOwnerAsleep = false }
            return .left(wake: state.isOwnerAsleep)
        }
    }

    /// The owner is gone: nothing is taken any more, and what is there is let go.
    func close() {
        let dropped = self.state.withLock { state in
            state.isClosed = true
            defer { state.items = [] }
            return state.items
        }
        // Outside the lock: what an item holds may leave something again when it goes.
        withExtendedLifetime(dropped) {}
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

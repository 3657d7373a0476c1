internal import Synchronization
internal import TreadleTrace

/// The calls that are new in a store, found by looking again and again: nothing tells one process that another wrote
/// to a file.
///
/// A call that ends when more than ``reach`` have started after it is missed.
final class StoreFeed: Sendable {
    /// How many of the newest calls each look takes.
    static let reach = 500

    private struct State {
        var known = RecentIdentifiers()
        var waiting: [Call] = []
    }

    private let store: any CallStore
    private let pause: @Sendable () async throws -> Void
    private let state = Mutex(State())

    /// Starts with what is there counting as known.
    init(_ store: any CallStore, pause: @escaping @Sendable () async throws -> Void) async throws {
        self.store = store
        self.pause = pause
        try await self.look()
        self.state.withLock { $0.waiting = [] }
    }

    /// The next new call, oldest first.
    func next() async throws -> Call {
        while true {
            let call = self.state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
            if let call { return call }
            try await self.pause()
            try await self.look()
        }
    }

    private func look() async throws {
        let calls = try await self.store.calls(matching: CallQuery(order: .newestFirst, limit: Self.reach))
        self.state.withLock { state in
            for call in calls.reversed() where state.known.insert(call.id) { state.waiting.append(call) }
        }
    }
}

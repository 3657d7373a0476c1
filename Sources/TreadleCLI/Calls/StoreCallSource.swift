internal import TreadleTrace
internal import TreadleTraceSQLite

/// The calls in a store on this machine, read beside whoever writes them.
struct StoreCallSource: CallSource {
    private let store: any CallStore
    let place: String

    /// Opens the store.
    ///
    /// - Throws: `TraceError` with `notFound` when there is none.
    init(path: String) throws {
        self.store = try SQLiteTraceStore(reading: path)
        self.place = path
    }

    func calls(matching query: CallQuery) async throws -> [Call] { try await self.store.calls(matching: query) }

    func feed() async throws -> any AsyncSequence<Call, any Error> {
        try await StoreFeed(self.store) { try await Task.sleep(for: .milliseconds(500)) }
    }
}

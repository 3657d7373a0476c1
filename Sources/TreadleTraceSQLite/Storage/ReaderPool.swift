internal import Synchronization
internal import TreadleTrace

/// Some readers, of which each read gets the one with the least to do.
final class ReaderPool: Sendable {
    private let readers: [StoreReader]
    private let loads: Mutex<[Int]>

    /// Makes a pool; there must be a reader at least.
    init(_ readers: [StoreReader]) {
        self.readers = readers
        self.loads = Mutex([Int](repeating: 0, count: readers.count))
    }

    func withReader<Success>(_ body: (StoreReader) async throws -> Success) async rethrows -> Success {
        let index = self.loads.withLock { loads in
            let index = loads.indices.min { loads[$0] < loads[$1] } ?? 0
            loads[index] += 1
            return index
        }
        defer { self.loads.withLock { $0[index] -= 1 } }
        return try await body(self.readers[index])
    }

    func close() async {
        for reader in self.readers { await reader.close() }
    }
}

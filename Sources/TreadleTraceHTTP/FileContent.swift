internal import Synchronization
internal import TreadleHTTP
internal import TreadleTrace

/// A file's bytes, read from the store chunk by chunk as fast as they are taken.
final class FileContent: HTTPBodyStream {
    private struct State {
        var offset = 0
        var isCancelled = false
    }

    private let digest: String
    private let projectID: String
    private let store: any FileStore
    private let size: Int
    private let state = Mutex(State())

    init(_ digest: String, in projectID: String, of store: any FileStore, size: Int) {
        self.digest = digest
        self.projectID = projectID
        self.store = store
        self.size = size
    }

    func next() async throws -> ArraySlice<UInt8>? {
        let state = self.state.withLock { $0 }
        guard !state.isCancelled, state.offset < self.size else { return nil }
        let chunk = try await self.chunk(from: state.offset)
        self.state.withLock { $0.offset += chunk.count }
        return chunk
    }

    func cancel() { self.state.withLock { $0.isCancelled = true } }

    private func chunk(from offset: Int) async throws -> ArraySlice<UInt8> {
        do {
            let chunk = try await self.store.chunk(ofFile: self.digest, in: self.projectID, from: offset)
            guard !chunk.isEmpty else { throw HTTPError(.brokenOff, "a file ends before its length") }
            return chunk
        } catch let error as TraceError {
            throw HTTPError(.brokenOff, "the trace store failed in the middle of a file", cause: error)
        }
    }
}

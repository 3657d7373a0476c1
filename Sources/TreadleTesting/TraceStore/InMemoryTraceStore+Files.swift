internal import Synchronization
public import TreadleTrace

extension InMemoryTraceStore: FileStore {
    public func createFile(
        _ content: ArraySlice<UInt8>, name: String, in projectID: String, expecting expectedDigest: String?
    ) async throws -> String {
        try self.state.withLock { try $0.files.create(content, in: projectID, expecting: expectedDigest) }
    }

    public func sizeOfFile(_ digest: String, in projectID: String) async throws -> Int {
        try self.state.withLock { try $0.files.content(digest, in: projectID).count }
    }

    public func chunk(
        ofFile digest: String, in projectID: String, from offset: Int
    ) async throws -> ArraySlice<UInt8> {
        guard offset >= 0 else { throw TraceError(.invalidRequest, "an offset must not be negative") }
        return try self.state.withLock { try $0.files.content(digest, in: projectID).dropFirst(offset) }
    }

    public func totalFileSize(in projectID: String) async throws -> Int {
        self.state.withLock { $0.files.size(in: projectID) }
    }
}

/// Keeps files by the digest of their content, per project: one of the roles of a ``TraceServer``.
///
/// All methods throw ``TraceError``; what is refused changes nothing.
public protocol FileStore: Sendable {
    /// Stores a file; returns its digest. The same content is stored once; the first name stays.
    func createFile(
        _ content: ArraySlice<UInt8>, name: String, in projectID: String, expecting expectedDigest: String?
    ) async throws -> String

    /// How large a file is; ``TraceError/Code/notFound`` where it is not there.
    func sizeOfFile(_ digest: String, in projectID: String) async throws -> Int

    /// A part of a file from `offset` on, of a size that suits the store; empty at its end.
    func chunk(ofFile digest: String, in projectID: String, from offset: Int) async throws -> ArraySlice<UInt8>

    /// How many bytes a project's files take.
    func totalFileSize(in projectID: String) async throws -> Int
}

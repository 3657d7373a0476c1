internal import TreadleCore
internal import TreadleTrace

/// The files of a store in memory.
struct InMemoryFiles: Sendable {
    private struct Key: Hashable {
        var project: ExactText
        var digest: ExactText
    }

    private var contents: [Key: ArraySlice<UInt8>] = [:]

    mutating func create(
        _ content: ArraySlice<UInt8>, in projectID: String, expecting expectedDigest: String?
    ) throws -> String {
        let digest = Digest.content(content)
        try Digest.check(digest, isExpected: expectedDigest)
        self.contents[Key(project: ExactText(projectID), digest: ExactText(digest))] = content
        return digest
    }

    func content(_ digest: String, in projectID: String) throws -> ArraySlice<UInt8> {
        guard let content = self.contents[Key(project: ExactText(projectID), digest: ExactText(digest))] else {
            throw TraceError(.notFound, "there is no file of that digest in the project")
        }
        return content
    }

    /// How many bytes the files of a project take.
    func size(in projectID: String) -> Int {
        self.contents.reduce(0) { $1.key.project == ExactText(projectID) ? $0 + $1.value.count : $0 }
    }
}

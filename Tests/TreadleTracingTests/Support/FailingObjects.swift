import Synchronization
import TreadleCore
import TreadleTesting
import TreadleTrace

/// A store whose next attempts to publish an object fail.
final class FailingObjects: FileStore, ObjectStore {
    private let base: InMemoryTraceStore
    private let failures: Mutex<[any Error]>

    init(_ base: InMemoryTraceStore, failures: [any Error]) {
        self.base = base
        self.failures = Mutex(failures)
    }

    func createObject(_ object: NewObject) async throws -> String {
        let failure = self.failures.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if let failure { throw failure }
        return try await self.base.createObject(object)
    }

    func createFile(
        _ content: ArraySlice<UInt8>, name: String, in projectID: String, expecting expectedDigest: String?
    ) async throws -> String {
        try await self.base.createFile(content, name: name, in: projectID, expecting: expectedDigest)
    }

    func sizeOfFile(_ digest: String, in projectID: String) async throws -> Int {
        try await self.base.sizeOfFile(digest, in: projectID)
    }

    func chunk(ofFile digest: String, in projectID: String, from offset: Int) async throws -> ArraySlice<UInt8> {
        try await self.base.chunk(ofFile: digest, in: projectID, from: offset)
    }

    func totalFileSize(in projectID: String) async throws -> Int {
        try await self.base.totalFileSize(in: projectID)
    }

    func object(
        _ key: ObjectKey, metadataOnly: Bool, includingTagsAndAliases: Bool
    ) async throws -> ObjectVersion {
        try await self.base.object(key, metadataOnly: metadataOnly, includingTagsAndAliases: includingTagsAndAliases)
    }

    func objects(matching query: ObjectQuery) async throws -> [ObjectVersion] {
        try await self.base.objects(matching: query)
    }

    func page(of query: ObjectQuery, after position: ObjectPage.Position?) async throws -> ObjectPage {
        try await self.base.page(of: query, after: position)
    }

    func deleteObject(_ objectID: String, versions: [String]?, in projectID: String) async throws -> Int {
        try await self.base.deleteObject(objectID, versions: versions, in: projectID)
    }

    func addTags(_ tags: [String], to key: ObjectKey) async throws { try await self.base.addTags(tags, to: key) }

    func removeTags(_ tags: [String], from key: ObjectKey) async throws {
        try await self.base.removeTags(tags, from: key)
    }

    func setAliases(_ aliases: [String], to key: ObjectKey) async throws {
        try await self.base.setAliases(aliases, to: key)
    }

    func removeAliases(_ aliases: [String], of objectID: String, in projectID: String) async throws {
        try await self.base.removeAliases(aliases, of: objectID, in: projectID)
    }

    func tags(in projectID: String) async throws -> [String] { try await self.base.tags(in: projectID) }

    func aliases(in projectID: String) async throws -> [String] { try await self.base.aliases(in: projectID) }
}

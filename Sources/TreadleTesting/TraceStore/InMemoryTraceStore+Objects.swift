internal import Synchronization
internal import TreadleCore
public import TreadleTrace

extension InMemoryTraceStore: ObjectStore {
    public func createObject(_ object: NewObject) async throws -> String {
        let published = try PublishedObject(object)
        try self.state.withLock { try $0.objects.publish(published, at: .now) }
        return published.digest
    }

    public func object(
        _ key: ObjectKey, metadataOnly: Bool, includingTagsAndAliases: Bool
    ) async throws -> ObjectVersion {
        try self.state.withLock { state in
            try state.objects.version(
                key, metadataOnly: metadataOnly, includingTagsAndAliases: includingTagsAndAliases)
        }
    }

    public func objects(matching query: ObjectQuery) async throws -> [ObjectVersion] {
        try self.state.withLock { try $0.objects.versions(matching: query) }
    }

    public func deleteObject(_ objectID: String, versions: [String]?, in projectID: String) async throws -> Int {
        try TraceError.checkDeletedVersions(versions)
        return try self.state.withLock { state in
            try state.objects.delete(objectID, versions: versions, in: projectID, at: .now)
        }
    }

    public func addTags(_ tags: [String], to key: ObjectKey) async throws {
        for tag in tags { try NameRules.checkTag(tag) }
        try self.state.withLock { try $0.objects.addTags(tags, to: key) }
    }

    public func removeTags(_ tags: [String], from key: ObjectKey) async throws {
        for tag in tags { try NameRules.checkTag(tag) }
        try self.state.withLock { try $0.objects.removeTags(tags, from: key) }
    }

    public func setAliases(_ aliases: [String], to key: ObjectKey) async throws {
        for alias in aliases { try NameRules.checkAlias(alias) }
        try self.state.withLock { try $0.objects.setAliases(aliases, to: key) }
    }

    public func removeAliases(_ aliases: [String], of objectID: String, in projectID: String) async throws {
        for alias in aliases { try NameRules.checkAlias(alias) }
        self.state.withLock { $0.objects.removeAliases(aliases, of: objectID, in: projectID) }
    }

    public func tags(in projectID: String) async throws -> [String] {
        self.state.withLock { $0.objects.tags(in: projectID) }
    }

    public func aliases(in projectID: String) async throws -> [String] {
        self.state.withLock { $0.objects.aliases(in: projectID) }
    }
}

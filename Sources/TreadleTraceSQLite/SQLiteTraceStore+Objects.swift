internal import TreadleCore
public import TreadleTrace

extension SQLiteTraceStore: ObjectStore {
    public func createObject(_ object: NewObject) async throws -> String {
        // Digested on the caller's thread: the writer's is the narrow place.
        let published = try PublishedObject(object)
        try await self.write(size: published.value.bytes.count + 512) { session in
            try session.publish(published, at: .now)
        }
        return published.digest
    }

    public func object(
        _ key: ObjectKey, metadataOnly: Bool, includingTagsAndAliases: Bool
    ) async throws -> ObjectVersion {
        try await self.read { connection in
            try ObjectReading(connection).version(
                key, metadataOnly: metadataOnly, includingTagsAndAliases: includingTagsAndAliases)
        }
    }

    public func objects(matching query: ObjectQuery) async throws -> [ObjectVersion] {
        try await self.read { try ObjectReading($0).versions(matching: query) }
    }

    public func page(of query: ObjectQuery, after position: ObjectPage.Position?) async throws -> ObjectPage {
        try await self.read { try ObjectReading($0).page(of: query, after: position) }
    }

    public func deleteObject(_ objectID: String, versions: [String]?, in projectID: String) async throws -> Int {
        try TraceError.checkDeletedVersions(versions)
        return try await self.write { session in
            try session.deleteObject(objectID, versions: versions, in: projectID, at: .now)
        }
    }

    public func addTags(_ tags: [String], to key: ObjectKey) async throws {
        for tag in tags { try NameRules.checkTag(tag) }
        try await self.write(count: tags.count) { try $0.addTags(tags, to: key) }
    }

    public func removeTags(_ tags: [String], from key: ObjectKey) async throws {
        for tag in tags { try NameRules.checkTag(tag) }
        try await self.write(count: tags.count) { try $0.removeTags(tags, from: key) }
    }

    public func setAliases(_ aliases: [String], to key: ObjectKey) async throws {
        for alias in aliases { try NameRules.checkAlias(alias) }
        try await self.write(count: aliases.count) { try $0.setAliases(aliases, to: key) }
    }

    public func removeAliases(_ aliases: [String], of objectID: String, in projectID: String) async throws {
        for alias in aliases { try NameRules.checkAlias(alias) }
        try await self.write(count: aliases.count) { session in
            try session.removeAliases(aliases, of: objectID, in: projectID)
        }
    }

    public func tags(in projectID: String) async throws -> [String] {
        try await self.read { try ObjectReading($0).tags(in: projectID) }
    }

    public func aliases(in projectID: String) async throws -> [String] {
        try await self.read { try ObjectReading($0).aliases(in: projectID) }
    }
}

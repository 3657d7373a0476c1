public import TreadleCore
public import TreadleTrace

extension AsyncWeaveClient {
    public func save<Value: Encodable & Sendable>(_ value: Value, name: String) async throws -> ObjectRef {
        try await self.save(WireValue.encode(value), name: name)
    }

    public func save(_ value: JSONValue, name: String) async throws -> ObjectRef {
        try await self.save(RawJSON(value), name: name)
    }

    public func save(_ value: RawJSON, name: String) async throws -> ObjectRef {
        let object = NewObject(projectID: self.projectID, objectID: try ObjectName.sanitized(name), value: value)
        let digest = try await self.ask { try await $0.createObject(object) }
        return ObjectRef(
            projectID: self.projectID, name: object.objectID, version: digest, kind: ObjectClasses(of: value).kind)
    }

    public func object(_ ref: some Referable) async throws -> ObjectVersion {
        let key = try self.key(of: ref)
        return try await self.ask { try await $0.object(key, metadataOnly: false, includingTagsAndAliases: true) }
    }

    public func objects(
        filter: ObjectFilter = ObjectFilter(), limit: Int? = nil, offset: Int = 0
    ) async throws -> [ObjectVersion] {
        var query = filter.query(in: self.projectID)
        query.limit = limit
        query.offset = offset
        return try await self.ask { [query] in try await $0.objects(matching: query) }
    }

    public func objectsStream(filter: ObjectFilter = ObjectFilter()) -> AsyncPaginator<ObjectVersion> {
        AsyncPaginator {
            try await Page.counted(from: 0, limit: nil, size: 100) { offset, limit in
                try await self.objects(filter: filter, limit: limit, offset: offset)
            }
        }
    }

    public func objectVersions(_ name: String) async throws -> [ObjectVersion] {
        try await self.objects(filter: ObjectFilter(names: [name], latestOnly: false))
    }

    public func deleteObject(_ ref: ObjectRef) async throws -> Int {
        guard !ref.leadsInside else {
            throw TraceError(
                .invalidRequest, "that ref is to a value inside of a version; delete the version by its own ref")
        }
        return try await self.ask {
            try await $0.deleteObject(ref.name, versions: [ref.version], in: ref.projectID)
        }
    }

    public func deleteObject(_ name: String, versions: [String]? = nil) async throws -> Int {
        try await self.ask { try await $0.deleteObject(name, versions: versions, in: self.projectID) }
    }

    public func addTags(_ tags: [String], to ref: some Referable) async throws {
        let key = try self.key(of: ref)
        try await self.ask { try await $0.addTags(tags, to: key) }
    }

    public func removeTags(_ tags: [String], from ref: some Referable) async throws {
        let key = try self.key(of: ref)
        try await self.ask { try await $0.removeTags(tags, from: key) }
    }

    public func setAliases(_ aliases: [String], to ref: some Referable) async throws {
        let key = try self.key(of: ref)
        try await self.ask { try await $0.setAliases(aliases, to: key) }
    }

    public func removeAliases(_ aliases: [String], of name: String) async throws {
        try await self.ask { try await $0.removeAliases(aliases, of: name, in: self.projectID) }
    }

    public func tags() async throws -> [String] { try await self.ask { try await $0.tags(in: self.projectID) } }

    public func aliases() async throws -> [String] { try await self.ask { try await $0.aliases(in: self.projectID) } }
}

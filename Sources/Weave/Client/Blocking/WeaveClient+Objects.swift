public import TreadleCore
public import TreadleTrace

extension WeaveClient {
    public func save<Value: Encodable & Sendable>(_ value: Value, name: String) throws -> ObjectRef {
        try self.wait { try await $0.save(value, name: name) }
    }

    public func save(_ value: JSONValue, name: String) throws -> ObjectRef {
        try self.wait { try await $0.save(value, name: name) }
    }

    public func save(_ value: RawJSON, name: String) throws -> ObjectRef {
        try self.wait { try await $0.save(value, name: name) }
    }

    public func get<Value: Decodable & Sendable>(_ ref: some Referable, as type: Value.Type) throws -> Value {
        try self.wait { try await $0.get(ref, as: Value.self) }
    }

    public func get(_ ref: some Referable) throws -> RawJSON { try self.wait { try await $0.get(ref) } }

    public func object(_ ref: some Referable) throws -> ObjectVersion { try self.wait { try await $0.object(ref) } }

    public func objects(
        filter: ObjectFilter = ObjectFilter(), limit: Int? = nil, offset: Int = 0
    ) throws -> [ObjectVersion] {
        try self.wait { try await $0.objects(filter: filter, limit: limit, offset: offset) }
    }

    public func objectsStream(filter: ObjectFilter = ObjectFilter()) -> Paginator<ObjectVersion> {
        Paginator(self.client.objectsStream(filter: filter), self.bridge)
    }

    public func objectVersions(_ name: String) throws -> [ObjectVersion] {
        try self.wait { try await $0.objectVersions(name) }
    }

    public func deleteObject(_ ref: ObjectRef) throws -> Int { try self.wait { try await $0.deleteObject(ref) } }

    public func deleteObject(_ name: String, versions: [String]? = nil) throws -> Int {
        try self.wait { try await $0.deleteObject(name, versions: versions) }
    }

    public func addTags(_ tags: [String], to ref: some Referable) throws {
        try self.wait { try await $0.addTags(tags, to: ref) }
    }

    public func removeTags(_ tags: [String], from ref: some Referable) throws {
        try self.wait { try await $0.removeTags(tags, from: ref) }
    }

    public func setAliases(_ aliases: [String], to ref: some Referable) throws {
        try self.wait { try await $0.setAliases(aliases, to: ref) }
    }

    public func removeAliases(_ aliases: [String], of name: String) throws {
        try self.wait { try await $0.removeAliases(aliases, of: name) }
    }

    public func tags() throws -> [String] { try self.wait { try await $0.tags() } }

    public func aliases() throws -> [String] { try self.wait { try await $0.aliases() } }
}

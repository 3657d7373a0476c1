internal import TreadleCore
internal import TreadleHTTP
public import TreadleTrace

extension RemoteTraceServer: ObjectStore {
    /// Publishes a value; see ``ObjectStore/createObject(_:)``. Who publishes it is what the server knows of the caller.
    public func createObject(_ object: NewObject) async throws -> String {
        let body = JSONWriter.object(capacity: object.value.bytes.count + 256) { writer in
            writer.object("obj") { writer in
                writer.member("project_id", object.projectID)
                writer.member("object_id", object.objectID)
                writer.member("val", object.value)
                if let name = object.builtinClass { writer.member("builtin_object_class", name) }
                if let digest = object.expectedDigest { writer.member("expected_digest", digest) }
            }
        }
        let answer = try await self.ask(.post, "/obj/create", body)
        guard let digest = answer["digest"]?.string else { throw self.nonsense(JSONError("no digest", at: 0)) }
        return digest
    }

    public func object(
        _ key: ObjectKey, metadataOnly: Bool, includingTagsAndAliases: Bool
    ) async throws -> ObjectVersion {
        let body = JSONWriter.object { writer in
            writer.member("project_id", key.projectID)
            writer.member("object_id", key.objectID)
            writer.member("digest", key.version)
            if metadataOnly { writer.member("metadata_only", true) }
            if includingTagsAndAliases { writer.member("include_tags_and_aliases", true) }
        }
        let answer = try await self.ask(.post, "/obj/read", body)
        do {
            return try ObjectVersion(answer: answer["obj"] ?? .null, metadataOnly: metadataOnly)
        } catch {
            throw self.nonsense(error)
        }
    }

    public func objects(matching query: ObjectQuery) async throws -> [ObjectVersion] {
        let answer = try await self.ask(.post, "/objs/query", Self.body(of: query))
        // On the wire an empty list filters nothing; here it finds nothing. Asked all the same, for what is refused.
        let lists = [query.objectIDs, query.baseClasses, query.leafClasses, query.tags, query.aliases]
        if lists.contains([]) { return [] }
        guard let versions = answer["objs"], versions.kind == .array else {
            throw self.nonsense(JSONError("no list of objects", at: 0))
        }
        do {
            return try versions.elements().map { version in
                try ObjectVersion(answer: version, metadataOnly: query.metadataOnly)
            }
        } catch {
            throw self.nonsense(error)
        }
    }

    public func deleteObject(_ objectID: String, versions: [String]?, in projectID: String) async throws -> Int {
        // There are servers that take an empty list for all versions.
        try TraceError.checkDeletedVersions(versions)
        let body = JSONWriter.object { writer in
            writer.member("project_id", projectID)
            writer.member("object_id", objectID)
            writer.texts("digests", versions)
        }
        // What arrives again does not find what the first one deleted, and says that nothing was there.
        var request = RemoteRequest(.post, "/obj/delete", body)
        request.isRepeatable = false
        let answer = try await self.answer(to: request, limits: ObjectVersion.answerLimits)
        guard let count = answer["num_deleted"]?.integer else { throw self.nonsense(JSONError("no number", at: 0)) }
        return count
    }

    public func addTags(_ tags: [String], to key: ObjectKey) async throws {
        _ = try await self.ask(.put, Self.path(of: key) + "/tags", Self.body(in: key.projectID, tags: tags))
    }

    public func removeTags(_ tags: [String], from key: ObjectKey) async throws {
        _ = try await self.ask(.post, Self.path(of: key) + "/tags/remove", Self.body(in: key.projectID, tags: tags))
    }

    public func setAliases(_ aliases: [String], to key: ObjectKey) async throws {
        let body = JSONWriter.object { writer in
            writer.member("project_id", key.projectID)
            writer.member("digest", key.version)
            writer.texts("aliases", aliases)
        }
        _ = try await self.ask(.put, "/objs/\(try Self.segment(key.objectID))/aliases", body)
    }

    public func removeAliases(_ aliases: [String], of objectID: String, in projectID: String) async throws {
        let body = JSONWriter.object { writer in
            writer.member("project_id", projectID)
            writer.texts("aliases", aliases)
        }
        _ = try await self.ask(.post, "/objs/\(try Self.segment(objectID))/aliases/remove", body)
    }

    public func tags(in projectID: String) async throws -> [String] { try await self.names("tags", in: projectID) }

    public func aliases(in projectID: String) async throws -> [String] {
        try await self.names("aliases", in: projectID)
    }

    private func names(_ name: String, in projectID: String) async throws -> [String] {
        let answer = try await self.ask(.get, "/\(name)?project_id=\(URLText.encode(projectID))", nil)
        guard let names = answer[name], names.kind == .array else { throw self.nonsense(JSONError("no list", at: 0)) }
        return names.elements().compactMap(\.string)
    }

    /// Sends a request and reads its whole answer.
    private func ask(_ method: HTTPMethod, _ path: String, _ body: RawJSON?) async throws -> RawJSON {
        try await self.answer(to: RemoteRequest(method, path, body), limits: ObjectVersion.answerLimits)
    }

    private static func body(of query: ObjectQuery) -> RawJSON {
        JSONWriter.object { writer in
            writer.member("project_id", query.projectID)
            writer.object("filter") { writer in
                writer.texts("object_ids", query.objectIDs)
                writer.texts("base_object_classes", query.baseClasses)
                writer.texts("exclude_base_object_classes", query.excludedBaseClasses)
                writer.texts("leaf_object_classes", query.leafClasses)
                writer.texts("tags", query.tags)
                writer.texts("aliases", query.aliases)
                if let isOp = query.isOp { writer.member("is_op", isOp) }
                if query.latestOnly { writer.member("latest_only", true) }
            }
            writer.array("sort_by") { writer in
                for sort in query.sort {
                    writer.beginObject()
                    writer.member("field", sort.field.rawValue)
                    writer.member("direction", sort.isDescending ? "desc" : "asc")
                    writer.endObject()
                }
            }
            if query.metadataOnly { writer.member("metadata_only", true) }
            if query.includesTagsAndAliases { writer.member("include_tags_and_aliases", true) }
            writer.member("include_storage_size", true)
            if let limit = query.limit { writer.member("limit", limit) }
            if query.offset != 0 { writer.member("offset", query.offset) }
        }
    }

    private static func body(in projectID: String, tags: [String]) -> RawJSON {
        JSONWriter.object { writer in
            writer.member("project_id", projectID)
            writer.texts("tags", tags)
        }
    }

    private static func path(of key: ObjectKey) throws(TraceError) -> String {
        "/objs/\(try self.segment(key.objectID))/versions/\(try self.segment(key.version))"
    }

    /// A name as a segment of a path, which cannot be empty.
    private static func segment(_ name: String) throws(TraceError) -> String {
        guard !name.isEmpty else { throw TraceError.noVersion(of: name) }
        return URLText.encode(name)
    }
}

extension JSONWriter {
    /// Writes a list of texts, if there is one.
    fileprivate mutating func texts(_ name: String, _ values: [String]?) {
        guard let values else { return }
        self.array(name) { writer in
            for value in values { writer.write(value) }
        }
    }
}

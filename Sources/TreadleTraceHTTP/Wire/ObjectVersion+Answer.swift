internal import TreadleCore
internal import TreadleTrace

/// "Obj" on the wire (weave-wire, section 4).
extension ObjectVersion {
    /// For answers: a value may nest as deep as a request's, and an answer has one level more around it.
    static let answerLimits = JSONLimits(maximumDepth: JSONLimits.wire.maximumDepth + 16)

    /// Writes the version with every member there is.
    func write(to writer: inout JSONWriter, includingSize: Bool) {
        writer.beginObject()
        writer.member("project_id", self.projectID)
        writer.member("object_id", self.objectID)
        writer.member("created_at", self.createdAt.description)
        writer.member("deleted_at", RawJSON.null)
        writer.member("digest", self.digest)
        writer.member("version_index", self.versionIndex)
        writer.member("is_latest", self.isLatest ? 1 : 0)
        writer.member("kind", self.kind.rawValue)
        writer.optional("base_object_class", self.baseClass)
        writer.optional("leaf_object_class", self.leafClass)
        writer.member("val", self.value ?? .emptyObject)
        writer.optional("wb_user_id", self.userID)
        if includingSize {
            writer.member("size_bytes", self.sizeBytes)
        } else {
            writer.member("size_bytes", RawJSON.null)
        }
        writer.optional("tags", self.tags)
        writer.optional("aliases", self.aliases)
        writer.endObject()
    }

    /// Reads a version; of other servers', too, which may leave out its size.
    init(answer: RawJSON, metadataOnly: Bool) throws(JSONError) {
        let parts = answer.values(for: [
            "project_id", "object_id", "kind", "digest", "version_index", "is_latest", "created_at", "val",
            "base_object_class", "leaf_object_class", "wb_user_id", "size_bytes", "tags", "aliases",
        ])
        guard let projectID = parts[0]?.string, let objectID = parts[1]?.string,
            let kind = parts[2]?.string.flatMap(Kind.init(rawValue:)), let digest = parts[3]?.string,
            let index = parts[4]?.integer, let isLatest = parts[5]?.integer,
            let createdAt = parts[6]?.string.flatMap({ Timestamp($0) }), let value = parts[7]
        else { throw JSONError("an object without what every one has", at: 0) }
        func texts(_ list: RawJSON?) -> [String]? {
            list.flatMap { $0.kind == .array ? $0.elements().compactMap(\.string) : nil }
        }
        self.init(
            projectID: projectID, objectID: objectID, kind: kind, digest: digest, versionIndex: index,
            isLatest: isLatest == 1, createdAt: createdAt, value: metadataOnly ? nil : value,
            baseClass: parts[8]?.string, leafClass: parts[9]?.string, userID: parts[10]?.string,
            sizeBytes: parts[11]?.integer ?? value.bytes.count, tags: texts(parts[12]), aliases: texts(parts[13]))
    }
}

extension JSONWriter {
    /// Writes a text, or `null`.
    fileprivate mutating func optional(_ name: String, _ value: String?) {
        if let value { self.member(name, value) } else { self.member(name, RawJSON.null) }
    }

    /// Writes a list of texts, or `null`.
    fileprivate mutating func optional(_ name: String, _ values: [String]?) {
        guard let values else { return self.member(name, RawJSON.null) }
        self.array(name) { writer in
            for value in values { writer.write(value) }
        }
    }
}

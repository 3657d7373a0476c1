internal import TreadleCore
internal import TreadleTrace

/// A version of an object that was looked up by name.
struct FoundVersion {
    var key: Int64
    var deletedAt: Timestamp?

    init(_ row: borrowing Statement) {
        self.key = row.integer(at: 0)
        self.deletedAt = row.optionalTime(at: 1)
    }
}

extension Connection {
    /// The version of that name which is there.
    ///
    /// - Throws: ``TraceError/Code/notFound``, with the time where it was deleted.
    func presentVersion(
        _ version: String, of objectID: String, kind: ObjectVersion.Kind? = nil, in project: Int64
    ) throws -> FoundVersion {
        guard let found = try self.version(version, of: objectID, kind: kind, in: project) else {
            throw TraceError.noVersion(of: objectID)
        }
        if let deletedAt = found.deletedAt { throw TraceError.noVersion(of: objectID, deletedAt: deletedAt) }
        return found
    }

    /// The version of that name, deleted or not; `nil` where there never was one.
    ///
    /// Where an op and an object share a name, and nobody says which is meant, it is the one that is there, and of two
    /// that are, the one published last.
    func version(
        _ version: String, of objectID: String, kind: ObjectVersion.Kind? = nil, in project: Int64
    ) throws(SQLiteError) -> FoundVersion? {
        let kinds: SQL =
            switch kind {
            case nil: "is_op IN (0, 1)"
            case .op: "is_op = 1"
            case .object: "is_op = 0"
            }
        let name: SQL = "project = \(project) AND object_id = \(objectID) AND \(kinds)"
        switch VersionReference(version) {
        case .latest:
            let latest = try self.first(
                """
                SELECT key, deleted_at FROM object_versions INDEXED BY latest_object_versions
                WHERE \(name) AND is_latest = 1 ORDER BY published DESC LIMIT 1
                """, FoundVersion.init)
            if let latest { return latest }
            // All of them are deleted, or there are none.
            return try self.first(
                """
                SELECT key, deleted_at FROM object_versions INDEXED BY object_versions_by_number
                WHERE \(name) ORDER BY published DESC LIMIT 1
                """, FoundVersion.init)
        case .number(let number):
            return try self.first(
                """
                SELECT key, deleted_at FROM object_versions INDEXED BY object_versions_by_number
                WHERE \(name) AND version_index = \(number)
                ORDER BY deleted_at IS NOT NULL, published DESC LIMIT 1
                """, FoundVersion.init)
        case .digestOrAlias(let text):
            let named = try self.first(
                """
                SELECT key, deleted_at FROM object_versions INDEXED BY object_versions_by_digest
                WHERE \(name) AND digest = \(text)
                """, FoundVersion.init)
            if let named { return named }
            return try self.first(
                """
                SELECT key, deleted_at FROM object_versions
                WHERE \(kinds) AND key = (
                    SELECT version FROM object_aliases
                    WHERE project = \(project) AND object_id = \(objectID) AND alias = \(text))
                """, FoundVersion.init)
        }
    }
}

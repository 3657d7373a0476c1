internal import TreadleCore
internal import TreadleTrace

extension WritingSession {
    /// Publishes an object: its value is what its name stands for afterwards.
    func publish(_ object: PublishedObject, at time: Timestamp) throws {
        let project = try self.projectKey(object.projectID)
        let isOp = object.kind == .op ? 1 : 0
        let latest = try self.connection.first(
            """
            SELECT key, digest, base_class, published FROM object_versions
            WHERE project = \(project) AND object_id = \(object.objectID) AND is_op = \(isOp) AND is_latest = 1
            """
        ) { row in
            (
                key: row.integer(at: 0), digest: row.text(at: 1), baseClass: row.optionalText(at: 2),
                published: row.integer(at: 3)
            )
        }
        let published = try self.nextPublication(of: object.objectID, in: project)
        if let latest {
            // All versions that are there have one class, so the latest one tells.
            try object.checkClass(against: latest.baseClass)
            let isSame = ExactText(latest.digest) == ExactText(object.digest)
            if isSame, latest.published == published - 1 { return }
            try self.connection.run("UPDATE object_versions SET is_latest = 0 WHERE key = \(latest.key)")
        }
        let known = try self.connection.first(
            """
            SELECT key FROM object_versions
            WHERE project = \(project) AND object_id = \(object.objectID) AND digest = \(object.digest)
            """
        ) { row in row.integer(at: 0) }
        if let known {
            try self.connection.run(
                """
                UPDATE object_versions SET is_latest = 1, published = \(published), deleted_at = NULL
                WHERE key = \(known)
                """)
        } else {
            try self.insert(object, isOp: isOp, published: published, at: time, in: project)
        }
    }

    private func insert(
        _ object: PublishedObject, isOp: Int, published: Int64, at time: Timestamp, in project: Int64
    ) throws(SQLiteError) {
        let content = try self.contentKey(of: object.value, digest: object.digest, in: project)
        let number = try self.connection.first(
            """
            SELECT MAX(version_index) + 1 FROM object_versions
            WHERE project = \(project) AND object_id = \(object.objectID) AND is_op = \(isOp)
            """
        ) { row in row.integer(at: 0) }
        try self.connection.run(
            """
            INSERT INTO object_versions (project, object_id, is_op, digest, version_index, published, is_latest,
                created_at, base_class, leaf_class, user_id, content, size)
            VALUES (\(project), \(object.objectID), \(isOp), \(object.digest), \(number ?? 0), \(published), 1,
                \(time), \(object.baseClass), \(object.leafClass), \(object.userID), \(content),
                \(object.value.bytes.count))
            """)
    }

    /// A number above that of any version that is there, of either kind: those that are latest have the highest ones.
    private func nextPublication(of objectID: String, in project: Int64) throws(SQLiteError) -> Int64 {
        let highest = try self.connection.first(
            """
            SELECT published FROM object_versions INDEXED BY object_versions_by_publication
            WHERE project = \(project) AND object_id = \(objectID) AND is_op = 0 AND deleted_at IS NULL
            ORDER BY published DESC LIMIT 1
            """
        ) { row in row.integer(at: 0) }
        let highestOp = try self.connection.first(
            """
            SELECT published FROM object_versions INDEXED BY object_versions_by_publication
            WHERE project = \(project) AND object_id = \(objectID) AND is_op = 1 AND deleted_at IS NULL
            ORDER BY published DESC LIMIT 1
            """
        ) { row in row.integer(at: 0) }
        return max(highest ?? 0, highestOp ?? 0) + 1
    }

    /// Deletes versions, all of them where none is named; returns how many.
    func deleteObject(
        _ objectID: String, versions: [String]?, in projectID: String, at time: Timestamp
    ) throws -> Int {
        guard let project = try self.connection.projectKey(projectID) else { throw TraceError.noVersion(of: objectID) }
        let keys: Set<Int64>
        if let versions {
            keys = Set(
                try versions.map { version in
                    try self.connection.presentVersion(version, of: objectID, in: project).key
                })
        } else {
            keys = Set(
                try self.connection.all(
                    """
                    SELECT key FROM object_versions INDEXED BY object_versions_by_name
                    WHERE project = \(project) AND object_id = \(objectID) AND deleted_at IS NULL
                    """
                ) { row in row.integer(at: 0) })
            guard !keys.isEmpty else { throw TraceError.noVersion(of: objectID) }
        }
        for key in keys {
            try self.connection.run("DELETE FROM object_tags WHERE version = \(key)")
            try self.connection.run("DELETE FROM object_aliases WHERE version = \(key)")
            try self.connection.run(
                "UPDATE object_versions SET deleted_at = \(time), is_latest = 0 WHERE key = \(key)")
        }
        for isOp in 0...1 { try self.chooseLatest(of: objectID, isOp: isOp, in: project) }
        return keys.count
    }

    /// Makes the version that was published last the latest one.
    private func chooseLatest(of objectID: String, isOp: Int, in project: Int64) throws(SQLiteError) {
        try self.connection.run(
            """
            UPDATE object_versions SET is_latest = 1 WHERE is_latest = 0 AND key = (
                SELECT key FROM object_versions INDEXED BY object_versions_by_publication
                WHERE project = \(project) AND object_id = \(objectID) AND is_op = \(isOp) AND deleted_at IS NULL
                ORDER BY published DESC LIMIT 1)
            """)
    }
}

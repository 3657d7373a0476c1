internal import TreadleTrace

extension WritingSession {
    func addTags(_ tags: [String], to key: ObjectKey) throws {
        let (project, version) = try self.presentVersion(key)
        for tag in tags {
            try self.connection.run(
                """
                INSERT INTO object_tags (project, tag, version) VALUES (\(project), \(tag), \(version))
                ON CONFLICT DO NOTHING
                """)
        }
    }

    func removeTags(_ tags: [String], from key: ObjectKey) throws {
        let (_, version) = try self.presentVersion(key)
        for tag in tags {
            // By version first: a tag may be that of many.
            try self.connection.run(
                """
                DELETE FROM object_tags
                WHERE (project, tag, version) IN (
                    SELECT project, tag, version FROM object_tags INDEXED BY object_tags_by_version
                    WHERE version = \(version) AND tag = \(tag))
                """)
        }
    }

    func setAliases(_ aliases: [String], to key: ObjectKey) throws {
        let (project, version) = try self.presentVersion(key)
        for alias in aliases {
            try self.connection.run(
                """
                INSERT INTO object_aliases (project, object_id, alias, version)
                VALUES (\(project), \(key.objectID), \(alias), \(version))
                ON CONFLICT (project, object_id, alias) DO UPDATE SET version = excluded.version
                """)
        }
    }

    func removeAliases(_ aliases: [String], of objectID: String, in projectID: String) throws {
        guard let project = try self.connection.projectKey(projectID) else { return }
        for alias in aliases {
            try self.connection.run(
                """
                DELETE FROM object_aliases
                WHERE project = \(project) AND object_id = \(objectID) AND alias = \(alias)
                """)
        }
    }

    private func presentVersion(_ key: ObjectKey) throws -> (project: Int64, version: Int64) {
        guard let project = try self.connection.projectKey(key.projectID) else {
            throw TraceError.noVersion(of: key.objectID)
        }
        return (project, try self.connection.presentVersion(key.version, of: key.objectID, in: project).key)
    }
}

internal import TreadleCore
internal import TreadleTrace

/// Reads versions of objects over a connection that is in a transaction.
struct ObjectReading {
    /// How much a page holds at most: whichever is reached first.
    private static let pageVersions = 500
    private static let pageBytes = 1 << 20

    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// The version of that name.
    func version(_ key: ObjectKey, metadataOnly: Bool, includingTagsAndAliases: Bool) throws -> ObjectVersion {
        guard let project = try self.connection.projectKey(key.projectID) else {
            throw TraceError.noVersion(of: key.objectID)
        }
        let found = try self.connection.presentVersion(key.version, of: key.objectID, in: project)
        let version = try self.version(
            found.key, metadataOnly: metadataOnly, includingTagsAndAliases: includingTagsAndAliases)
        guard let version else { throw TraceError.noVersion(of: key.objectID) }
        return version
    }

    /// All versions that match.
    func versions(matching query: ObjectQuery) throws -> [ObjectVersion] {
        var versions: [ObjectVersion] = []
        for key in try self.keys(matching: query) {
            try Task.checkCancellation()
            if let version = try self.version(key, for: query) { versions.append(version) }
        }
        return versions
    }

    /// The next part of what matches.
    func page(of query: ObjectQuery, after position: ObjectPage.Position?) throws -> ObjectPage {
        var rest = try position?.rest ?? self.keys(matching: query)[...]
        var page = ObjectPage(versions: [])
        var bytes = 0
        while page.versions.count < Self.pageVersions, bytes < Self.pageBytes, let key = rest.popFirst() {
            try Task.checkCancellation()
            guard let version = try self.version(key, for: query) else { continue }
            bytes += version.value?.bytes.count ?? 0
            page.versions.append(version)
        }
        if !rest.isEmpty { page.next = ObjectPage.Position(rest) }
        return page
    }

    /// The tags in use, each found by a step in the index, however many versions have it.
    func tags(in projectID: String) throws(SQLiteError) -> [String] {
        guard let project = try self.connection.projectKey(projectID) else { return [] }
        return try self.connection.all(
            """
            WITH RECURSIVE used (tag) AS (
                SELECT (SELECT MIN(tag) FROM object_tags WHERE project = \(project))
                UNION ALL
                SELECT (SELECT MIN(tag) FROM object_tags WHERE project = \(project) AND tag > used.tag)
                FROM used WHERE used.tag IS NOT NULL)
            SELECT tag FROM used WHERE tag IS NOT NULL
            """
        ) { row in row.text(at: 0) }
    }

    /// The aliases in use, found as tags are, and `latest` where there is any version.
    func aliases(in projectID: String) throws(SQLiteError) -> [String] {
        guard let project = try self.connection.projectKey(projectID) else { return [] }
        var aliases = try self.connection.all(
            """
            WITH RECURSIVE used (alias) AS (
                SELECT (SELECT MIN(alias) FROM object_aliases WHERE project = \(project))
                UNION ALL
                SELECT (SELECT MIN(alias) FROM object_aliases WHERE project = \(project) AND alias > used.alias)
                FROM used WHERE used.alias IS NOT NULL)
            SELECT alias FROM used WHERE alias IS NOT NULL
            """
        ) { row in ExactText(row.text(at: 0)) }
        let anyVersion = try self.connection.first(
            """
            SELECT 1 FROM object_versions INDEXED BY latest_object_versions_by_time
            WHERE project = \(project) AND is_latest = 1 LIMIT 1
            """
        ) { _ in true }
        if anyVersion == true { aliases.append(ExactText("latest")) }
        return aliases.sorted().map(\.text)
    }

    private func keys(matching query: ObjectQuery) throws -> [Int64] {
        guard let project = try self.connection.projectKey(query.projectID) else {
            try query.check()
            return []
        }
        let keys = try self.connection.prepare(ObjectSelection(query, in: project).keys, isKept: false)
        var found: [Int64] = []
        while try keys.step() { found.append(keys.integer(at: 0)) }
        return found
    }

    private func version(_ key: Int64, for query: ObjectQuery) throws(SQLiteError) -> ObjectVersion? {
        try self.version(
            key, metadataOnly: query.metadataOnly, includingTagsAndAliases: query.includesTagsAndAliases)
    }

    /// The version of that key; `nil` where it is not there any more.
    private func version(
        _ key: Int64, metadataOnly: Bool, includingTagsAndAliases: Bool
    ) throws(SQLiteError) -> ObjectVersion? {
        // The value is not looked at where nobody wants it.
        let value: SQL =
            metadataOnly ? "NULL" : "(SELECT value FROM contents WHERE contents.key = object_versions.content)"
        let version = try self.connection.first(
            """
            SELECT (SELECT name FROM projects WHERE projects.key = object_versions.project), object_id, is_op, digest,
                version_index, is_latest, created_at, base_class, leaf_class, user_id, size, \(value)
            FROM object_versions WHERE key = \(key) AND deleted_at IS NULL
            """
        ) { row in
            ObjectVersion(
                projectID: row.text(at: 0), objectID: row.text(at: 1), kind: row.integer(at: 2) == 1 ? .op : .object,
                digest: row.text(at: 3), versionIndex: Int(row.integer(at: 4)), isLatest: row.integer(at: 5) == 1,
                createdAt: row.time(at: 6), value: row.optionalJSON(at: 11), baseClass: row.optionalText(at: 7),
                leafClass: row.optionalText(at: 8), userID: row.optionalText(at: 9), sizeBytes: Int(row.integer(at: 10))
            )
        }
        guard var version, includingTagsAndAliases else { return version }
        version.tags = try self.connection.all(
            "SELECT tag FROM object_tags WHERE version = \(key) ORDER BY tag"
        ) { row in row.text(at: 0) }
        let aliases = try self.connection.all(
            "SELECT alias FROM object_aliases WHERE version = \(key) ORDER BY alias"
        ) { row in ExactText(row.text(at: 0)) }
        version.aliases = (version.isLatest ? (aliases + [ExactText("latest")]).sorted() : aliases).map(\.text)
        return version
    }
}

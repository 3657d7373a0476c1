internal import TreadleCore
internal import TreadleTrace

extension Connection {
    /// The value of an object's version.
    func refLookup(of key: ObjectKey, kind: ObjectVersion.Kind) throws -> RefLookup {
        guard let project = try self.projectKey(key.projectID),
            let found = try self.version(key.version, of: key.objectID, kind: kind, in: project)
        else { return .missing }
        if found.deletedAt != nil { return .deleted }
        let value = try self.first(
            "SELECT value FROM contents WHERE key = (SELECT content FROM object_versions WHERE key = \(found.key))"
        ) { row in row.json(at: 0) }
        return value.map(RefLookup.found) ?? .missing
    }
}

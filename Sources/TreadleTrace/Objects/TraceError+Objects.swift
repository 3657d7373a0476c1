package import TreadleCore

extension TraceError {
    /// How many versions can be deleted by name at once.
    private static let maximumDeletedVersions = 100

    /// There is no such version, or it was deleted.
    package static func noVersion(of objectID: String, deletedAt: Timestamp? = nil) -> TraceError {
        // What is no name is not repeated: it may be anything.
        let name = (try? NameRules.checkObjectID(objectID)) == nil ? "the object" : objectID
        guard let deletedAt else {
            return TraceError(.notFound, "\(name) has no such version in this project; check its name and digest")
        }
        return TraceError(.notFound, "that version of \(name) was deleted at \(deletedAt)", deletedAt: deletedAt)
    }

    /// Refuses to delete nothing in particular, or too much at once.
    package static func checkDeletedVersions(_ versions: [String]?) throws(TraceError) {
        guard let versions else { return }
        guard !versions.isEmpty else {
            throw TraceError(.invalidRequest, "digests must not be empty; leave it out to delete all versions")
        }
        guard versions.count <= Self.maximumDeletedVersions else {
            throw TraceError(
                .invalidRequest,
                "digests has more than \(Self.maximumDeletedVersions) values, the limit; delete in parts")
        }
    }
}

extension ObjectQuery {
    /// Refuses what cannot be asked.
    package func check() throws(TraceError) {
        if let limit, limit < 0 { throw TraceError(.invalidRequest, "limit must not be negative") }
        if self.offset < 0 { throw TraceError(.invalidRequest, "offset must not be negative") }
    }
}

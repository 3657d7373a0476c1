/// Keeps published objects by name and version: one of the roles of a ``TraceServer``.
///
/// Values are addressed by content: the digest is that of their canonical JSON, and equal values are stored once. All
/// methods throw ``TraceError``; what is refused changes nothing.
public protocol ObjectStore: Sendable {
    /// Publishes a value; returns its digest.
    ///
    /// A value that the name had before becomes its latest version again and keeps its number; a deleted one comes back.
    func createObject(_ object: NewObject) async throws -> String

    /// Reads a version. A deleted one is ``TraceError/Code/notFound`` with the time of its deletion.
    func object(_ key: ObjectKey, metadataOnly: Bool, includingTagsAndAliases: Bool) async throws -> ObjectVersion

    /// Finds versions.
    func objects(matching query: ObjectQuery) async throws -> [ObjectVersion]

    /// Finds what ``objects(matching:)`` does, part by part: first without a position, then with the one before's `next`.
    ///
    /// - Precondition: `position` came from a page of the same query.
    func page(of query: ObjectQuery, after position: ObjectPage.Position?) async throws -> ObjectPage

    /// Deletes versions (digests, `latest`, `v0`, aliases), or all of them where `versions` is `nil`, with their tags
    /// and aliases; returns how many. Numbers are not given out again.
    ///
    /// All or none of the named versions are deleted; one that is not there is ``TraceError/Code/notFound``.
    func deleteObject(_ objectID: String, versions: [String]?, in projectID: String) async throws -> Int

    /// Adds tags to a version; those that it has are kept.
    func addTags(_ tags: [String], to key: ObjectKey) async throws

    /// Takes tags from a version; those that it does not have are passed over.
    func removeTags(_ tags: [String], from key: ObjectKey) async throws

    /// Points aliases to a version, away from where they pointed before.
    func setAliases(_ aliases: [String], to key: ObjectKey) async throws

    /// Removes aliases of an object.
    func removeAliases(_ aliases: [String], of objectID: String, in projectID: String) async throws

    /// The tags in use in a project, each once, sorted.
    func tags(in projectID: String) async throws -> [String]

    /// The aliases in use in a project, each once, sorted, `latest` among them where there is any object.
    func aliases(in projectID: String) async throws -> [String]
}

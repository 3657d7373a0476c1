// What a server does not answer yet. This file goes when every server answers everything.

extension TraceError {
    fileprivate static var unserved: TraceError { TraceError(.notFound, "this server does not answer that yet") }
}

extension CallStore {
    public func write(_ writes: [CallWrite]) async throws { throw TraceError.unserved }
    public func rename(callID: String, in projectID: String, to displayName: String?) async throws {
        throw TraceError.unserved
    }
    public func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int { throw TraceError.unserved }
    public func count(of query: CallQuery) async throws -> CallCount { throw TraceError.unserved }
}

extension ObjectStore {
    public func createObject(_ object: NewObject) async throws -> String { throw TraceError.unserved }
    public func object(_ key: ObjectKey, metadataOnly: Bool, includingTagsAndAliases: Bool) async throws
        -> ObjectVersion
    { throw TraceError.unserved }
    public func objects(matching query: ObjectQuery) async throws -> [ObjectVersion] { throw TraceError.unserved }
    public func deleteObject(_ objectID: String, versions: [String]?, in projectID: String) async throws -> Int {
        throw TraceError.unserved
    }
    public func addTags(_ tags: [String], to key: ObjectKey) async throws { throw TraceError.unserved }
    public func removeTags(_ tags: [String], from key: ObjectKey) async throws { throw TraceError.unserved }
    public func setAliases(_ aliases: [String], to key: ObjectKey) async throws { throw TraceError.unserved }
    public func removeAliases(_ aliases: [String], of objectID: String, in projectID: String) async throws {
        throw TraceError.unserved
    }
    public func tags(in projectID: String) async throws -> [String] { throw TraceError.unserved }
    public func aliases(in projectID: String) async throws -> [String] { throw TraceError.unserved }
}

extension ProjectStore {
    public func statistics(ofProject projectID: String) async throws -> ProjectStatistics { throw TraceError.unserved }
    public func retentionDays(ofProject projectID: String) async throws -> Int? { throw TraceError.unserved }
    public func setRetentionDays(_ days: Int?, ofProject projectID: String) async throws { throw TraceError.unserved }
}

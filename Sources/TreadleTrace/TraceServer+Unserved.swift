public import TreadleCore

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

extension RefStore {
    public func values(of refs: [String]) async throws -> [RawJSON] { throw TraceError.unserved }
}

extension TableStore {
    public func createTable(_ rows: [RawJSON], in projectID: String, expecting expectedDigest: String?) async throws
        -> TableReceipt
    { throw TraceError.unserved }
    public func createTable(ofRows rowDigests: [String], in projectID: String, expecting expectedDigest: String?)
        async throws -> String
    { throw TraceError.unserved }
    public func updateTable(_ digest: String, with updates: [TableUpdate], in projectID: String) async throws
        -> TableReceipt
    { throw TraceError.unserved }
    public func page(of query: TableQuery, after position: TablePage.Position?) async throws -> TablePage {
        throw TraceError.unserved
    }
    public func statistics(ofTables digests: [String], in projectID: String) async throws -> [TableStatistics] {
        throw TraceError.unserved
    }
}

extension FileStore {
    public func createFile(
        _ content: ArraySlice<UInt8>, name: String, in projectID: String, expecting expectedDigest: String?
    ) async throws -> String { throw TraceError.unserved }
    public func sizeOfFile(_ digest: String, in projectID: String) async throws -> Int { throw TraceError.unserved }
    public func chunk(ofFile digest: String, in projectID: String, from offset: Int) async throws -> ArraySlice<UInt8> {
        throw TraceError.unserved
    }
    public func totalFileSize(in projectID: String) async throws -> Int { throw TraceError.unserved }
}

extension FeedbackStore {
    public func createFeedback(_ feedback: [NewFeedback]) async throws -> [Feedback] { throw TraceError.unserved }
    public func feedback(matching query: FeedbackQuery) async throws -> [Feedback] { throw TraceError.unserved }
    public func feedbackCount(of query: FeedbackQuery) async throws -> Int { throw TraceError.unserved }
    public func purgeFeedback(_ ids: [String], in projectID: String) async throws { throw TraceError.unserved }
}

extension ProjectStore {
    public func statistics(ofProject projectID: String) async throws -> ProjectStatistics { throw TraceError.unserved }
    public func retentionDays(ofProject projectID: String) async throws -> Int? { throw TraceError.unserved }
    public func setRetentionDays(_ days: Int?, ofProject projectID: String) async throws { throw TraceError.unserved }
}

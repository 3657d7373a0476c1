import TreadleCore
import TreadleTrace

/// Short words for what tests of objects do.
struct ObjectFixture {
    let store: any TraceServer
    static let project = "mill/looms"

    init(_ backend: Backend) throws { self.store = try backend.makeStore() }

    @discardableResult
    func publish(_ name: String, _ value: String, in project: String = Self.project) async throws -> String {
        try await self.store.createObject(NewObject(projectID: project, objectID: name, value: try RawJSON(value)))
    }

    func read(
        _ name: String, _ version: String = "latest", in project: String = Self.project, metadataOnly: Bool = false,
        withTags: Bool = false
    ) async throws -> ObjectVersion {
        try await self.store.object(
            Self.key(name, version, in: project), metadataOnly: metadataOnly, includingTagsAndAliases: withTags)
    }

    /// Versions as `name:number`.
    func names(_ change: (inout ObjectQuery) -> Void = { _ in }) async throws -> [String] {
        var query = ObjectQuery(projectID: Self.project)
        change(&query)
        return try await self.store.objects(matching: query).map { "\($0.objectID):\($0.versionIndex)" }
    }

    @discardableResult
    func delete(_ name: String, _ versions: [String]? = nil) async throws -> Int {
        try await self.store.deleteObject(name, versions: versions, in: Self.project)
    }

    static func key(_ name: String, _ version: String = "latest", in project: String = Self.project) -> ObjectKey {
        ObjectKey(projectID: project, objectID: name, version: version)
    }

    /// An op's value.
    static func op(_ code: String) -> String {
        #"{"_type":"CustomWeaveType","weave_type":{"type":"Op"},"files":{"obj.py":"\#(code)"}}"#
    }

    /// A value of a class.
    static func instance(_ leaf: String, of base: String? = nil, _ number: Int = 0) -> String {
        let bases = base.map { "\"\($0)\"," } ?? ""
        return #"{"n":\#(number),"_class_name":"\#(leaf)","_bases":[\#(bases)"Object","BaseModel"]}"#
    }
}

internal import TreadleCore
internal import TreadleTrace

/// Looks up what refs name, in what a store in memory held at one moment.
struct InMemoryRefSource: RefSource {
    private let objects: InMemoryObjects
    private let tables: InMemoryTables

    init(_ state: InMemoryTraceStore.State) {
        self.objects = state.objects
        self.tables = state.tables
    }

    func value(ofObject key: ObjectKey, kind: ObjectVersion.Kind) throws -> RefLookup {
        self.objects.value(of: key, kind: kind)
    }

    func row(_ rowDigest: String, ofTable digest: String, in projectID: String) throws -> RefLookup {
        self.tables.row(rowDigest, ofTable: digest, in: projectID).map(RefLookup.found) ?? .missing
    }

    func row(at index: Int, ofTable digest: String, in projectID: String) throws -> RefLookup {
        self.tables.row(at: index, ofTable: digest, in: projectID).map(RefLookup.found) ?? .missing
    }
}

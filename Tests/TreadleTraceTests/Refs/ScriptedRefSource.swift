import TreadleCore
import TreadleTrace

/// Objects and tables by their names, and how often they were asked for.
final class ScriptedRefSource: RefSource {
    /// Values by `NAME:VERSION`.
    var objects: [String: RefLookup] = [:]
    /// Rows by their digests, in their order, by the table's digest.
    var tables: [String: [(digest: String, value: RawJSON)]] = [:]
    private(set) var objectLookups: [String] = []

    func value(ofObject key: ObjectKey, kind: ObjectVersion.Kind) throws -> RefLookup {
        let name = (kind == .op ? "op " : "") + "\(key.objectID):\(key.version)"
        self.objectLookups.append(name)
        return key.projectID == "mill/looms" ? self.objects[name] ?? .missing : .missing
    }

    func row(_ rowDigest: String, ofTable digest: String, in projectID: String) throws -> RefLookup {
        let row = self.tables[digest]?.first { $0.digest == rowDigest }
        return row.map { .found($0.value) } ?? .missing
    }

    func row(at index: Int, ofTable digest: String, in projectID: String) throws -> RefLookup {
        guard let rows = self.tables[digest], rows.indices.contains(index) else { return .missing }
        return .found(rows[index].value)
    }

    func add(_ name: String, _ value: String) throws { self.objects[name] = .found(try RawJSON(value)) }
}

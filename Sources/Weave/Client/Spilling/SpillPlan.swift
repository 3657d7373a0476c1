internal import TreadleCore

/// What becomes of a value that may be too large: what stays, and what goes into files.
enum SpillPlan: Equatable {
    /// All of it stays.
    case keep(RawJSON)
    /// All of it goes.
    case spill(RawJSON)
    /// Some members go.
    case spillMembers([String], of: RawJSON)
    /// All of it goes, and what stands for it is the one member of an object.
    case spillAs(String, RawJSON)

    /// A plan for any value.
    init(of value: RawJSON, limits: SpillLimits) {
        guard value.bytes.count > limits.valueBytes else {
            self = .keep(value)
            return
        }
        // What is one of Weave's own values is one as a whole.
        guard value.kind == .object, value["_type"] == nil else {
            self = .spill(value)
            return
        }
        self = Self.membersOver(value, limits.valueBytes).map { .spillMembers($0, of: value) } ?? .spill(value)
    }

    /// A plan for an object that has to stay one.
    ///
    /// - Parameter name: The member that stands for all others where there are too many small ones.
    init(ofMembers value: RawJSON, named name: String, limits: SpillLimits) {
        guard value.bytes.count > limits.valueBytes else {
            self = .keep(value)
            return
        }
        self = Self.membersOver(value, limits.valueBytes).map { .spillMembers($0, of: value) } ?? .spillAs(name, value)
    }

    /// How few bytes are not worth a file: what stands for one is about as long.
    private static let smallest = 4096

    /// The largest members without which the rest fits; `nil` where it never does.
    private static func membersOver(_ value: RawJSON, _ limit: Int) -> [String]? {
        var rest = value.bytes.count
        var names: [String] = []
        let members = value.members().sorted { $0.value.bytes.count > $1.value.bytes.count }
        for member in members where rest > limit {
            guard member.value.bytes.count > Self.smallest else { return nil }
            names.append(member.name)
            rest -= member.value.bytes.count - 512
        }
        return rest > limit ? nil : names
    }

    /// The value as it is to be recorded.
    ///
    /// - Parameter put: Stores a value and returns what stands for it.
    func value(_ put: (RawJSON) async throws -> RawJSON) async throws -> RawJSON {
        switch self {
        case .keep(let value): return value
        case .spill(let value): return try await put(value)
        case .spillAs(let name, let value): return RawJSON.emptyObject.setting([(name, try await put(value))])
        case .spillMembers(let names, let value):
            var changes: [(name: String, value: RawJSON?)] = []
            for name in names { changes.append((name, try await put(value[name] ?? .null))) }
            return value.setting(changes)
        }
    }
}

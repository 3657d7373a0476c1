internal import TreadleTrace

/// Which calls the store keeps parts of that came before them, as far as is known without asking it.
///
/// Nearly every call that comes has none, and finds that out here for the price of a hash at most.
struct KeptParts {
    /// A call that has a part.
    struct Key: Hashable {
        var project: Int64
        var id: ExactText
    }

    private enum Knowledge {
        case nothing
        case all(Set<Key>)
        /// More than are worth remembering: each call is looked up.
        case tooMany
    }

    /// How many are remembered.
    static let maximumKeys = 10_000

    private var knowledge = Knowledge.nothing

    /// Whether a call may have a part.
    ///
    /// - Parameter load: Reads the keys of all parts, or one more than ``maximumKeys`` of them.
    mutating func mayHave(
        _ id: String, in project: Int64, load: () throws(SQLiteError) -> [Key]
    ) throws(SQLiteError) -> Bool {
        if case .nothing = self.knowledge {
            let keys = try load()
            self.knowledge = keys.count > Self.maximumKeys ? .tooMany : .all(Set(keys))
        }
        guard case .all(let keys) = self.knowledge else { return true }
        return !keys.isEmpty && keys.contains(Key(project: project, id: ExactText(id)))
    }

    /// A part is kept from now on.
    mutating func add(_ id: String, in project: Int64) {
        guard case .all(var keys) = self.knowledge else { return }
        self.knowledge = .nothing
        keys.insert(Key(project: project, id: ExactText(id)))
        self.knowledge = keys.count > Self.maximumKeys ? .tooMany : .all(keys)
    }

    /// A part is gone.
    mutating func remove(_ id: String, in project: Int64) {
        guard case .all(var keys) = self.knowledge else { return }
        self.knowledge = .nothing
        keys.remove(Key(project: project, id: ExactText(id)))
        self.knowledge = .all(keys)
    }

    /// What is known may be wrong: the store is asked again.
    mutating func forget() { self.knowledge = .nothing }
}

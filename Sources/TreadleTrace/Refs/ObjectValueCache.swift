internal import TreadleCore

/// The values of objects that were looked up lately.
struct ObjectValueCache {
    private struct Key: Hashable {
        let project: ExactText
        let name: ExactText
        let version: ExactText
        let kind: ObjectVersion.Kind
    }

    /// How many bytes are kept before it starts over.
    private let capacity: Int
    private var size = 0
    private var lookups: [Key: RefLookup] = [:]

    init(capacity: Int) { self.capacity = capacity }

    /// What the source has, asked once while there is room to keep the answer.
    mutating func value(
        ofObject key: ObjectKey, kind: ObjectVersion.Kind, from source: any RefSource
    ) throws -> RefLookup {
        let exact = Key(
            project: ExactText(key.projectID), name: ExactText(key.objectID), version: ExactText(key.version),
            kind: kind)
        if let lookup = self.lookups[exact] { return lookup }
        let lookup = try source.value(ofObject: key, kind: kind)
        // An answer takes room even where it holds no value.
        var cost = 256
        if case .found(let value) = lookup { cost += value.bytes.count }
        guard cost <= self.capacity else { return lookup }
        if self.size + cost > self.capacity {
            self.lookups.removeAll()
            self.size = 0
        }
        self.lookups[exact] = lookup
        self.size += cost
        return lookup
    }
}

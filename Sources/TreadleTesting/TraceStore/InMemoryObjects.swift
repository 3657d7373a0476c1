internal import TreadleCore
internal import TreadleTrace

/// The objects of a store in memory.
struct InMemoryObjects: Sendable {
    fileprivate struct Stored: Sendable {
        var version: ObjectVersion
        /// The higher, the later it was published; `nil` once it is deleted.
        var publication: Int?
        var deletedAt: Timestamp?
        var tags: Set<ExactText> = []
        var aliases: Set<ExactText> = []
    }

    /// In the order of their first publication.
    private var stored: [Stored] = []
    private var publications = 0

    mutating func publish(_ object: PublishedObject, at time: Timestamp) throws {
        let places = self.places(of: object.objectID, in: object.projectID)
        let ofKind = places.filter { self.stored[$0].version.kind == object.kind }
        for place in ofKind where self.stored[place].deletedAt == nil {
            try object.checkClass(against: self.stored[place].version.baseClass)
        }
        self.publications += 1
        if let place = ofKind.first(where: { ExactText(self.stored[$0].version.digest) == ExactText(object.digest) }) {
            self.stored[place].publication = self.publications
            self.stored[place].deletedAt = nil
        } else {
            let version = ObjectVersion(
                projectID: object.projectID, objectID: object.objectID, kind: object.kind, digest: object.digest,
                versionIndex: ofKind.count, isLatest: true, createdAt: time, value: self.value(of: object),
                baseClass: object.baseClass, leafClass: object.leafClass, userID: object.userID,
                sizeBytes: object.value.bytes.count)
            self.stored.append(Stored(version: version, publication: self.publications))
        }
        self.chooseLatest(of: object.objectID, in: object.projectID)
    }

    /// Equal values of a project are stored once, as they came first.
    private func value(of object: PublishedObject) -> RawJSON? {
        let same = self.stored.first { stored in
            ExactText(stored.version.projectID) == ExactText(object.projectID)
                && ExactText(stored.version.digest) == ExactText(object.digest)
        }
        return same?.version.value ?? object.value
    }

    func version(_ key: ObjectKey, metadataOnly: Bool, includingTagsAndAliases: Bool) throws -> ObjectVersion {
        let place = try self.presentPlace(of: key)
        return self.answer(
            self.stored[place], metadataOnly: metadataOnly, includingTagsAndAliases: includingTagsAndAliases)
    }

    func versions(matching query: ObjectQuery) throws -> [ObjectVersion] {
        try query.check()
        let found = self.stored.enumerated().filter { $0.element.deletedAt == nil && $0.element.matches(query) }
        let sorted = found.sorted { left, right in
            let (first, second) = (left.element.version, right.element.version)
            for sort in query.sort {
                let isBefore: Bool
                switch sort.field {
                case .objectID:
                    if ExactText(first.objectID) == ExactText(second.objectID) { continue }
                    isBefore = ExactText(first.objectID) < ExactText(second.objectID)
                case .createdAt:
                    if first.createdAt == second.createdAt { continue }
                    isBefore = first.createdAt < second.createdAt
                }
                return isBefore != sort.isDescending
            }
            return (first.createdAt, left.offset) < (second.createdAt, right.offset)
        }
        return sorted.dropFirst(query.offset).prefix(query.limit ?? .max).map {
            self.answer(
                $0.element, metadataOnly: query.metadataOnly, includingTagsAndAliases: query.includesTagsAndAliases)
        }
    }

    mutating func delete(
        _ objectID: String, versions: [String]?, in projectID: String, at time: Timestamp
    ) throws -> Int {
        let places: Set<Int>
        if let versions {
            places = Set(
                try versions.map { version in
                    try self.presentPlace(of: ObjectKey(projectID: projectID, objectID: objectID, version: version))
                })
        } else {
            places = Set(self.places(of: objectID, in: projectID).filter { self.stored[$0].deletedAt == nil })
            guard !places.isEmpty else { throw TraceError.noVersion(of: objectID) }
        }
        for place in places {
            self.stored[place].deletedAt = time
            self.stored[place].tags = []
            self.stored[place].aliases = []
        }
        self.chooseLatest(of: objectID, in: projectID)
        return places.count
    }

    mutating func addTags(_ tags: [String], to key: ObjectKey) throws {
        self.stored[try self.presentPlace(of: key)].tags.formUnion(tags.map(ExactText.init))
    }

    mutating func removeTags(_ tags: [String], from key: ObjectKey) throws {
        self.stored[try self.presentPlace(of: key)].tags.subtract(tags.map(ExactText.init))
    }

    mutating func setAliases(_ aliases: [String], to key: ObjectKey) throws {
        let target = try self.presentPlace(of: key)
        self.removeAliases(aliases, of: key.objectID, in: key.projectID)
        self.stored[target].aliases.formUnion(aliases.map(ExactText.init))
    }

    mutating func removeAliases(_ aliases: [String], of objectID: String, in projectID: String) {
        for place in self.places(of: objectID, in: projectID) {
            self.stored[place].aliases.subtract(aliases.map(ExactText.init))
        }
    }

    func tags(in projectID: String) -> [String] {
        Set(self.present(in: projectID).flatMap(\.tags)).sorted().map(\.text)
    }

    func aliases(in projectID: String) -> [String] {
        Set(self.present(in: projectID).flatMap(\.allAliases)).sorted().map(\.text)
    }

    /// The value of a version, for whoever follows a ref.
    func value(of key: ObjectKey, kind: ObjectVersion.Kind) -> RefLookup {
        guard let place = self.place(of: key, kind: kind) else { return .missing }
        if self.stored[place].deletedAt != nil { return .deleted }
        return self.stored[place].version.value.map(RefLookup.found) ?? .missing
    }

    /// How many bytes the values of a project's versions take.
    func size(in projectID: String) -> Int {
        self.present(in: projectID).reduce(0) { $0 + $1.version.sizeBytes }
    }

    private func present(in projectID: String) -> [Stored] {
        self.stored.filter { $0.deletedAt == nil && ExactText($0.version.projectID) == ExactText(projectID) }
    }

    private func places(of objectID: String, in projectID: String) -> [Int] {
        self.stored.indices.filter { place in
            let version = self.stored[place].version
            return ExactText(version.projectID) == ExactText(projectID)
                && ExactText(version.objectID) == ExactText(objectID)
        }
    }

    private func presentPlace(of key: ObjectKey) throws -> Int {
        guard let place = self.place(of: key) else { throw TraceError.noVersion(of: key.objectID) }
        if let deletedAt = self.stored[place].deletedAt {
            throw TraceError.noVersion(of: key.objectID, deletedAt: deletedAt)
        }
        return place
    }

    /// The version of that name; where several have it, the one that is there, then the one that was published last.
    private func place(of key: ObjectKey, kind: ObjectVersion.Kind? = nil) -> Int? {
        let places = self.places(of: key.objectID, in: key.projectID).filter { place in
            kind == nil || self.stored[place].version.kind == kind
        }
        let candidates: [Int] =
            switch VersionReference(key.version) {
            case .latest: places
            case .number(let number): places.filter { self.stored[$0].version.versionIndex == number }
            case .digestOrAlias(let text):
                places.first { ExactText(self.stored[$0].version.digest) == ExactText(text) }.map { [$0] }
                    ?? places.filter { self.stored[$0].aliases.contains(ExactText(text)) }
            }
        func rank(_ place: Int) -> (Int, Int) {
            (self.stored[place].deletedAt == nil ? 1 : 0, self.stored[place].publication ?? 0)
        }
        return candidates.max { rank($0) < rank($1) }
    }

    private mutating func chooseLatest(of objectID: String, in projectID: String) {
        let places = self.places(of: objectID, in: projectID)
        for kind in [ObjectVersion.Kind.op, .object] {
            let ofKind = places.filter { self.stored[$0].version.kind == kind }
            let latest = ofKind.filter { self.stored[$0].deletedAt == nil }.max {
                (self.stored[$0].publication ?? 0) < (self.stored[$1].publication ?? 0)
            }
            for place in ofKind { self.stored[place].version.isLatest = place == latest }
        }
    }

    private func answer(
        _ stored: Stored, metadataOnly: Bool, includingTagsAndAliases: Bool
    ) -> ObjectVersion {
        var version = stored.version
        if metadataOnly { version.value = nil }
        if includingTagsAndAliases {
            version.tags = stored.tags.sorted().map(\.text)
            version.aliases = stored.allAliases.sorted().map(\.text)
        }
        return version
    }
}

extension InMemoryObjects.Stored {
    var allAliases: Set<ExactText> {
        self.version.isLatest ? self.aliases.union([ExactText("latest")]) : self.aliases
    }

    func matches(_ query: ObjectQuery) -> Bool {
        func isAmong(_ value: String?, _ wanted: [String]?) -> Bool {
            guard let wanted else { return true }
            return value.map { value in wanted.contains { ExactText($0) == ExactText(value) } } ?? false
        }
        let isExcluded = query.excludedBaseClasses.map { isAmong(self.version.baseClass, $0) } ?? false
        return ExactText(self.version.projectID) == ExactText(query.projectID) && !isExcluded
            && isAmong(self.version.objectID, query.objectIDs) && isAmong(self.version.baseClass, query.baseClasses)
            && isAmong(self.version.leafClass, query.leafClasses)
            && query.isOp.map { $0 == (self.version.kind == .op) } ?? true
            && (!query.latestOnly || self.version.isLatest)
            && query.tags.map { !self.tags.isDisjoint(with: $0.map(ExactText.init)) } ?? true
            && query.aliases.map { !self.allAliases.isDisjoint(with: $0.map(ExactText.init)) } ?? true
    }
}

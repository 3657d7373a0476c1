internal import TreadleCore
internal import TreadleTrace

/// Replaces refs at places in calls by what they refer to, many calls at a time.
///
/// What a ref refers to may hold refs at deeper places, so shallow places are replaced first. A ref that cannot be
/// followed stays as it is, as does one into another project.
struct RefReplacement: Sendable {
    /// How many refs are looked up at a time.
    private static let batchSize = 1000

    private let places: [ExpandedPlace]
    private let projectID: String
    private let server: any RefStore

    init(at places: [ExpandedPlace], in projectID: String, from server: any RefStore) {
        self.places = places
        self.projectID = projectID
        self.server = server
    }

    func apply(to rows: inout [CallRow]) async throws {
        var rest = self.places[...]
        while let depth = rest.first?.depth {
            let level = rest.prefix { $0.depth == depth }
            rest = rest.dropFirst(level.count)
            try await self.replace(at: level, in: &rows)
        }
    }

    /// Replaces what lies at places none of which is inside another.
    private func replace(at places: ArraySlice<ExpandedPlace>, in rows: inout [CallRow]) async throws {
        var found: [(row: Int, place: ExpandedPlace, ref: ExactText)] = []
        for index in rows.indices {
            try Task.checkCancellation()
            for place in places {
                guard let value = rows[index].call[json: place.column]?.value(at: place.path) else { continue }
                if let ref = self.ref(value) { found.append((index, place, ref)) }
            }
        }
        let values = try await self.values(of: Set(found.map(\.ref)))
        for (index, place, ref) in found {
            guard let value = values[ref], let json = rows[index].call[json: place.column] else { continue }
            rows[index].call[json: place.column] = json.replacing(at: place.path, with: value)
        }
    }

    /// The ref that a value is, where it is one of this project to a version of an object.
    private func ref(_ value: RawJSON) -> ExactText? {
        guard let ref = WeaveRef(value), ref.objectKey != nil, ExactText(ref.projectID) == ExactText(self.projectID)
        else { return nil }
        return value.string.map(ExactText.init)
    }

    /// What refs refer to, objects with their refs; those that cannot be followed are left out.
    private func values(of refs: Set<ExactText>) async throws -> [ExactText: RawJSON] {
        let refs = refs.sorted()
        var values: [ExactText: RawJSON] = [:]
        for start in stride(from: 0, to: refs.count, by: Self.batchSize) {
            let batch = refs[start..<min(start + Self.batchSize, refs.count)]
            for (ref, value) in zip(batch, try await self.lookUp(batch)) {
                guard let value, !value.isNull else { continue }
                values[ref] = value.setting([("_ref", RawJSON(string: ref.text))])
            }
        }
        return values
    }

    /// One that cannot be followed makes the store refuse all: the others are then among the halves.
    private func lookUp(_ refs: ArraySlice<ExactText>) async throws -> [RawJSON?] {
        guard !refs.isEmpty else { return [] }
        do {
            return try await self.server.values(of: refs.map(\.text))
        } catch let error as TraceError where [.notFound, .invalidRequest, .unprocessable].contains(error.code) {
            guard refs.count > 1 else { return [nil] }
            let middle = refs.startIndex + refs.count / 2
            return try await self.lookUp(refs[..<middle]) + self.lookUp(refs[middle...])
        }
    }
}

extension Call {
    /// A JSON column by its name on the wire; setting `nil` changes nothing.
    fileprivate subscript(json column: String) -> RawJSON? {
        get {
            switch column {
            case "inputs": self.inputs
            case "output": self.output
            case "attributes": self.attributes
            case "summary": self.summary
            default: nil
            }
        }
        set {
            guard let newValue else { return }
            switch column {
            case "inputs": self.inputs = newValue
            case "output": self.output = newValue
            case "attributes": self.attributes = newValue
            case "summary": self.summary = newValue
            default: break
            }
        }
    }
}

internal import TreadleCore

/// The members of a request, read with a check; `null` is the same as nothing.
struct DemoMembers {
    private let values: [String: RawJSON]

    init(_ wire: RawJSON) {
        self.values = Dictionary(wire.members().map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    subscript(_ name: String) -> RawJSON? { self.values[name].flatMap { $0.isNull ? nil : $0 } }

    private static func failure(_ name: String, _ problem: String) -> ModelError {
        ModelError(.invalidRequest, "\(name) \(problem)", parameter: name)
    }

    func boolean(_ name: String) throws(ModelError) -> Bool? {
        guard let raw = self[name] else { return nil }
        guard let value = raw.boolean else { throw Self.failure(name, "must be true or false") }
        return value
    }

    func integer(_ name: String, _ range: ClosedRange<Int>) throws(ModelError) -> Int? {
        guard let raw = self[name] else { return nil }
        guard let value = raw.integer else { throw Self.failure(name, "must be a whole number") }
        guard range.contains(value) else {
            let bounds =
                range.upperBound == .max
                ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            throw Self.failure(name, "must be \(bounds)")
        }
        return value
    }

    /// Checks a number; the demo model has no use for its value.
    func number(_ name: String, _ range: ClosedRange<Double>) throws(ModelError) {
        guard let raw = self[name] else { return }
        guard raw.kind == .number else { throw Self.failure(name, "must be a number") }
        guard let value = raw.double, range.contains(value) else {
            throw Self.failure(name, "must be from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
        }
    }
}

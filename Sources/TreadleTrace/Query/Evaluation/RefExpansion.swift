package import TreadleCore

/// Looks through refs at places in JSON columns, as `expand_columns` asks.
package struct RefExpansion {
    /// The places, shallow ones first: a column's name and the names behind it.
    private let places: [[ExactText]]
    private let value: (WeaveRef) -> RawJSON?

    /// Nothing is looked through.
    package static var none: RefExpansion { RefExpansion() }

    private init() {
        self.places = []
        self.value = { _ in nil }
    }

    /// - Parameter value: What a ref stands for; `nil` where that cannot be found.
    package init(at paths: [String], value: @escaping (WeaveRef) -> RawJSON?) throws(TraceError) {
        var places: [[ExactText]] = []
        for path in paths { places.append(try QueryField.names(inPath: path).map(ExactText.init)) }
        self.places = places.sorted { $0.count < $1.count }
        self.value = value
    }

    /// Whether a path in a column goes on behind one of the places.
    package func concerns(_ steps: [QueryField.PathStep], ofColumn column: String) -> Bool {
        let names = [ExactText(column)] + steps.map { ExactText($0.name) }
        return self.places.contains { $0.count < names.count && $0.elementsEqual(names.prefix($0.count)) }
    }

    /// The value at a path in a column; `nil` where nothing is.
    ///
    /// Only refs of the project that the column's row belongs to are looked through.
    package func value(
        at steps: [QueryField.PathStep], in json: RawJSON?, ofColumn column: String, in projectID: String?
    ) -> RawJSON? {
        guard var json else { return nil }
        var done = 0
        for end in self.places(onTheWayTo: steps, in: column) {
            guard let found = json.value(at: JSONPath(steps[done..<end])) else { return nil }
            json = found
            done = end
            guard let ref = WeaveRef(found) else { continue }
            guard let projectID, ExactText(ref.projectID) == ExactText(projectID), let value = self.value(ref) else {
                return nil
            }
            json = value
        }
        return json.value(at: JSONPath(steps[done...]))
    }

    /// How many steps lie before each place that a path goes on behind, in order.
    package func places(onTheWayTo steps: [QueryField.PathStep], in column: String) -> [Int] {
        if self.places.isEmpty { return [] }
        let names = [ExactText(column)] + steps.map { ExactText($0.name) }
        let ends = self.places.filter { $0.count < names.count && $0.elementsEqual(names.prefix($0.count)) }
        return ends.map { $0.count - 1 }
    }
}

package import TreadleCore

/// Looks through refs at places in JSON columns, as `expand_columns` asks.
package struct RefExpansion {
    /// The places, shallow ones first: a column's name and the names behind it.
    private let places: [[ExactText]]
    private let value: (String) -> RawJSON?

    /// Nothing is looked through.
    package static var none: RefExpansion { RefExpansion() }

    private init() {
        self.places = []
        self.value = { _ in nil }
    }

    /// - Parameter value: What a ref stands for; `nil` where that cannot be found.
    package init(at paths: [String], value: @escaping (String) -> RawJSON?) throws(TraceError) {
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
    package func value(at steps: [QueryField.PathStep], in json: RawJSON?, ofColumn column: String) -> RawJSON? {
        guard var json else { return nil }
        let names = [ExactText(column)] + steps.map { ExactText($0.name) }
        var done = 0
        for place in self.places where place.count < names.count && place.elementsEqual(names.prefix(place.count)) {
            guard place.count - 1 >= done else { continue }
            guard let found = json.value(at: JSONPath(steps[done..<(place.count - 1)])) else { return nil }
            json = found
            done = place.count - 1
            if found.kind == .string, let ref = found.string, Call.isReference(ref) {
                guard let value = self.value(ref) else { return nil }
                json = value
            }
        }
        return json.value(at: JSONPath(steps[done...]))
    }
}

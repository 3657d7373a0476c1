internal import TreadleCore
internal import TreadleTrace

/// A place in a JSON column of calls at which a ref is looked through, such as `inputs.model`.
struct ExpandedPlace: Sendable {
    /// The path as it came.
    let text: String
    /// The column, by its name on the wire.
    let column: String
    /// How many names the path has.
    let depth: Int
    /// The way from the column's value on.
    let path: JSONPath

    init(_ text: String) throws(TraceError) {
        guard case .json(let column, let steps) = try? QueryField(path: text, over: .calls) else {
            throw TraceError(.unprocessable, "is not a path into inputs, output, attributes or summary")
        }
        self.text = text
        self.column = column
        self.depth = steps.count
        self.path = JSONPath(steps)
    }

    /// The member `expand_columns` of a request, shallow ones first.
    static func list(in body: WireObject) throws(WireRefusal) -> [ExpandedPlace] {
        var places: [ExpandedPlace] = []
        for (index, text) in (try body.filterTexts("expand_columns") ?? []).enumerated() {
            do throws(TraceError) {
                places.append(try ExpandedPlace(text))
            } catch {
                throw WireRefusal(error, at: body.place("expand_columns") + ["\(index)"])
            }
        }
        return places.sorted { $0.depth < $1.depth }
    }
}

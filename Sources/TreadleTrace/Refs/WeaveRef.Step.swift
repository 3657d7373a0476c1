extension WeaveRef {
    /// One step from a value to a value inside.
    package enum Step: Sendable {
        /// An attribute of an object, a member of a dictionary: both are members of a JSON object.
        case attribute(String), key(String)
        /// An element of a list, or a row of a table, counted from 0. One that is below 0 is never there.
        case index(Int)
        /// A row of a table, by its digest.
        case row(String)

        /// The step of that kind and value; `nil` where there is no such kind, or the value does not fit it.
        init?(edge: Substring, value: String) {
            switch edge {
            case "attr": self = .attribute(value)
            case "key": self = .key(value)
            case "id": self = .row(value)
            case "index":
                let digits = value.utf8.first == UInt8(ascii: "-") ? value.utf8.dropFirst() : value.utf8[...]
                guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
                else { return nil }
                // What is beyond an integer is beyond any list as well.
                self = .index(Int(value) ?? .max)
            default: return nil
            }
        }

        /// The step's kind, as refs spell it.
        var edge: String {
            switch self {
            case .attribute: "attr"
            case .key: "key"
            case .index: "index"
            case .row: "id"
            }
        }

        /// The step's value, not escaped.
        var value: String {
            switch self {
            case .attribute(let name), .key(let name), .row(let name): name
            case .index(let index): String(index)
            }
        }
    }
}

/// What a row is sorted by.
///
/// In both directions numbers and times come before texts, and what has no key after both.
package enum QuerySortKey: Sendable, Hashable {
    case number(QueryNumber)
    case text(ExactText)
}

extension QueryNumber: Hashable {
    package func hash(into hasher: inout Hasher) {
        // Equal numbers hash alike: an integer and a double that are equal have the same nearest double.
        switch self {
        case .integer(let integer): hasher.combine(Double(integer))
        case .double(let double): hasher.combine(double)
        }
    }
}

/// What the two sides of a comparison are compared as: `docs/query-language.md`, "How two operands are compared".
///
/// Earlier kinds win: it is the first that one of the two operands asks for.
package enum QueryComparisonKind: Int, Sendable, Comparable {
    /// `$eq` asks whether the other one has no value; any other comparison is unknown.
    case null
    case time, number, boolean, text
    /// Equal as lists and objects; any other comparison than `$eq` is unknown.
    case json
    /// Two JSON values, each by the kind it has.
    case asIs

    package init(_ left: QueryOperand, _ right: QueryOperand) { self = min(left.wantedKind, right.wantedKind) }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension QueryOperand {
    /// What this operand asks to be compared as.
    package var wantedKind: QueryComparisonKind {
        switch self {
        case .literal(.null): .null
        case .literal(.number), .conversion(_, to: .double), .conversion(_, to: .integer): .number
        case .literal(.boolean), .conversion(_, to: .boolean), .conversion(_, to: .exists), .expression: .boolean
        case .literal(.text), .conversion(_, to: .string): .text
        case .literal(.json): .json
        case .field(let field): field.wantedKind
        }
    }

    /// Whether it is a JSON path or a feedback field, or that converted to text: without a value it counts as the empty
    /// text where `$eq`, `$in` and `$contains` compare texts.
    package var isEmptyTextWithoutValue: Bool {
        switch self {
        case .field(.json), .field(.feedback): true
        case .conversion(let operand, to: .string): operand.isEmptyTextWithoutValue
        default: false
        }
    }
}

extension QueryField {
    /// What a field asks to be compared as.
    package var wantedKind: QueryComparisonKind {
        switch self {
        case .column(_, .time): .time
        case .column(_, .integer), .computed(.latencyMilliseconds): .number
        case .column(_, .text), .computed, .absent, .feedback(_, .runnableRef), .feedback(_, .triggerRef): .text
        case .json, .feedback(_, .payload): .asIs
        }
    }
}

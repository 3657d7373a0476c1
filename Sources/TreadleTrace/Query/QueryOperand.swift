/// What a condition compares.
public indirect enum QueryOperand: Sendable, Hashable {
    /// `$convert`'s targets.
    public enum Conversion: String, Sendable, CaseIterable {
        /// A number; text; a number without its fraction; true or false; whether there is a value other than null.
        case double, string, integer = "int", boolean = "bool", exists
    }

    /// `$literal`.
    case literal(QueryLiteral)
    /// `$getField`.
    case field(QueryField)
    /// `$convert`.
    case conversion(QueryOperand, to: Conversion)
    /// A condition, as a value: true, false or unknown.
    case expression(QueryExpression)
}

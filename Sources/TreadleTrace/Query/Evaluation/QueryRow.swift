package import TreadleCore

/// What a condition sees of a row.
package protocol QueryRow {
    /// The value of a column by its name on the wire; `nil` where it has none.
    func value(ofColumn name: String) -> QueryValue?

    /// The JSON in a column; `nil` where there is none.
    func json(inColumn name: String) -> RawJSON?

    /// What is worked out of the row.
    func value(of computed: QueryField.Computed) -> QueryValue?

    /// The feedback on the row of a type, or of any.
    func feedback(ofType type: String?) -> [Feedback]
}

extension QueryRow {
    package func value(of computed: QueryField.Computed) -> QueryValue? { nil }
    package func feedback(ofType type: String?) -> [Feedback] { [] }
}

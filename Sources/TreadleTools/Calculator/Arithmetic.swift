/// Arithmetic as people write it: read and worked out in one pass, nothing is ever executed.
package enum Arithmetic {
    /// The longest expression, in Unicode scalars, and the deepest nesting.
    package static let maximumLength = 1000, maximumDepth = 100

    /// The value of an expression.
    ///
    /// `^` and `**` bind from the right and stronger than a sign before them (`-2^2` is -4); `%` is the remainder that
    /// has the sign of its left side. Whole numbers stay exact as long as they fit in 64 bits.
    package static func evaluate(_ text: String) throws(ExpressionError) -> ExpressionValue {
        guard text.unicodeScalars.count <= Self.maximumLength else {
            throw ExpressionError(message: "the expression is longer than \(Self.maximumLength) characters")
        }
        var parser = ExpressionParser(tokens: try ExpressionScanner.tokens(of: text))
        return try parser.parse()
    }
}

/// Why an expression has no value.
package struct ExpressionError: Error, Hashable, CustomStringConvertible {
    /// What is wrong, without its place.
    package var message: String
    /// Which character of the expression it is about, counted from 1; `nil` where it is about the whole.
    package var position: Int?
    /// Whether the expression is well formed and only has no value: `1 / 0`.
    package var isAboutValue: Bool = false

    package var description: String {
        self.position.map { "\(self.message) at position \($0)" } ?? self.message
    }
}

/// A word of an expression and where it starts.
struct ExpressionToken: Hashable {
    enum Kind: Hashable {
        case number(ExpressionValue)
        case name(String)
        /// An operator, a parenthesis or a comma; `**` has become `^`.
        case symbol(Character)
        case end
    }

    var kind: Kind
    /// Counted in characters from 1.
    var position: Int

    /// The token as a message names it.
    var text: String {
        switch self.kind {
        case .number: "a number"
        case .name(let name): "\"\(name.count > 20 ? name.prefix(20) + "…" : name)\""
        case .symbol(let symbol): "\"\(symbol)\""
        case .end: "the end"
        }
    }
}

/// What a function's declaration says, as far as a body around its body needs to know.
public struct FunctionDeclaration: Equatable {
    /// The effects of a call, as they are spelled.
    struct Effects: Equatable {
        var isAsync = false
        /// `throws`, `rethrows`, or `throws` with a type; `nil` where nothing is thrown.
        var throwing: String?
    }

    /// Its name, without backticks.
    let name: String
    /// Whether the name is an operator.
    let isOperator: Bool
    let parameters: [Parameter]
    let effects: Effects
    /// The type of its result as it is spelled; `nil` where none is.
    let result: String?
    /// From its first attribute to its last brace.
    let text: Range<Int>
    /// What stands between its braces.
    let body: Range<Int>
}

extension FunctionDeclaration {
    /// A parameter by what it is in the body.
    struct Parameter: Equatable {
        /// How its value is recorded.
        enum Recording: Equatable {
            /// As whatever it is, seen from its type.
            case value
            /// By the type it is declared with, since the value cannot leave the function.
            case typeAlone
        }

        /// Its name in the body, as it is spelled there.
        let spelling: String
        /// Its type, as it is spelled.
        let type: String
        let recording: Recording

        /// Its name without backticks.
        var name: String { self.spelling.filter { $0 != "`" } }
    }
}

extension FunctionDeclaration {
    /// Reads a declaration.
    init(_ source: [UInt8]) throws(OpProblem) {
        var reader = try DeclarationReader(source)
        self = try reader.function()
    }
}

internal import TreadleTrace

extension QueryTerm {
    /// How two terms are compared.
    enum Sign {
        case equal, greater, greaterOrEqual, less, lessOrEqual

        init(_ comparison: QueryExpression.Comparison) {
            self =
                switch comparison {
                case .equal: .equal
                case .greater: .greater
                case .greaterOrEqual: .greaterOrEqual
                case .less: .less
                case .lessOrEqual: .lessOrEqual
                }
        }

        /// The sign that says the same with the sides exchanged.
        var mirrored: Sign {
            switch self {
            case .equal: .equal
            case .greater: .less
            case .greaterOrEqual: .lessOrEqual
            case .less: .greater
            case .lessOrEqual: .greaterOrEqual
            }
        }

        var sql: SQL {
            switch self {
            case .equal: "="
            case .greater: ">"
            case .greaterOrEqual: ">="
            case .less: "<"
            case .lessOrEqual: "<="
            }
        }
    }
}

/// What can be called in an expression.
enum ExpressionFunction: String {
    case sqrt, abs, min, max, round, floor, ceil, ln, log, exp, sin, cos, tan

    private var arity: ClosedRange<Int> {
        switch self {
        case .min, .max: 1...Int.max
        case .round, .log: 1...2
        default: 1...1
        }
    }

    func value(of arguments: [ExpressionValue], at position: Int) throws(ExpressionError) -> ExpressionValue {
        guard let first = arguments.first, self.arity.contains(arguments.count) else {
            let wanted =
                switch self.arity.upperBound {
                case 1: "one argument"
                case 2: "one or two arguments"
                default: "at least one argument"
                }
            throw ExpressionError(
                message: "\(self.rawValue) takes \(wanted), not \(arguments.count),", position: position)
        }
        switch self {
        case .min: return arguments.dropFirst().reduce(first) { $1.isLess(than: $0) ? $1 : $0 }
        case .max: return arguments.dropFirst().reduce(first) { $0.isLess(than: $1) ? $1 : $0 }
        case .abs: return try first.absolute(at: position)
        case .floor, .ceil: return first.rounded(self == .floor ? .down : .up)
        case .round: return try first.rounded(toPlaces: arguments.dropFirst().first ?? .whole(0), at: position)
        case .sqrt: return try first.squareRoot(at: position)
        case .ln: return try first.naturalLogarithm(at: position)
        case .log: return try first.logarithm(toBase: arguments.dropFirst().first, at: position)
        case .exp: return try first.exponential(at: position)
        case .sin: return try first.sine(at: position)
        case .cos: return try first.cosine(at: position)
        case .tan: return try first.tangent(at: position)
        }
    }
}

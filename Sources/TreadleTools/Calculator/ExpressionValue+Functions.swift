#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the functions of an expression are made of.
extension ExpressionValue {
    func isLess(than other: ExpressionValue) -> Bool {
        if case .whole(let left) = self, case .whole(let right) = other { return left < right }
        return self.double < other.double
    }

    func absolute(at position: Int) throws(ExpressionError) -> ExpressionValue {
        self.isLess(than: .whole(0)) ? try ExpressionValue.whole(0).subtracting(self, at: position) : self
    }

    func rounded(_ rule: FloatingPointRoundingRule) -> ExpressionValue {
        guard case .real(let value) = self else { return self }
        let rounded = value.rounded(rule)
        return Int(exactly: rounded).map(ExpressionValue.whole) ?? .real(rounded)
    }

    /// Halves go away from zero.
    func rounded(toPlaces places: ExpressionValue, at position: Int) throws(ExpressionError) -> ExpressionValue {
        guard case .whole(let count) = places, (-15...15).contains(count) else {
            throw ExpressionError(
                message: "round takes a whole number of places from -15 to 15,", position: position, isAboutValue: true)
        }
        if count == 0 { return self.rounded(.toNearestOrAwayFromZero) }
        // Scaling by a whole power of ten keeps more digits right than by a fraction.
        let scale = pow(10, Double(abs(count)))
        let scaled = count > 0 ? self.double * scale : self.double / scale
        guard scaled.isFinite else { return self }
        let rounded = scaled.rounded(.toNearestOrAwayFromZero)
        let value = try ExpressionValue.checked(count > 0 ? rounded / scale : rounded * scale, at: position)
        return count < 0 ? value.rounded(.toNearestOrAwayFromZero) : value
    }

    func squareRoot(at position: Int) throws(ExpressionError) -> ExpressionValue {
        guard self.double >= 0 else {
            throw ExpressionError(
                message: "the square root of a negative number", position: position, isAboutValue: true)
        }
        let root = self.double.squareRoot()
        if case .whole(let value) = self {
            let (square, overflow) = Int(root).multipliedReportingOverflow(by: Int(root))
            if !overflow, square == value { return .whole(Int(root)) }
        }
        return .real(root)
    }

    func naturalLogarithm(at position: Int) throws(ExpressionError) -> ExpressionValue {
        guard self.double > 0 else {
            throw ExpressionError(
                message: "the logarithm of a number that is not positive", position: position, isAboutValue: true)
        }
        return .real(log(self.double))
    }

    /// To the base 10 unless told otherwise.
    func logarithm(toBase base: ExpressionValue?, at position: Int) throws(ExpressionError) -> ExpressionValue {
        let natural = try self.naturalLogarithm(at: position)
        guard let base else { return .real(log10(self.double)) }
        let (value, divisor) = (self.double, try base.naturalLogarithm(at: position))
        // The common bases have functions that are exact for their powers.
        if base.double == 10 { return .real(log10(value)) }
        if base.double == 2 { return .real(log2(value)) }
        return try natural.divided(by: divisor, at: position)
    }

    func exponential(at position: Int) throws(ExpressionError) -> ExpressionValue {
        try .checked(exp(self.double), at: position)
    }

    func sine(at position: Int) throws(ExpressionError) -> ExpressionValue {
        try .checked(sin(self.double), at: position)
    }

    func cosine(at position: Int) throws(ExpressionError) -> ExpressionValue {
        try .checked(cos(self.double), at: position)
    }

    func tangent(at position: Int) throws(ExpressionError) -> ExpressionValue {
        try .checked(tan(self.double), at: position)
    }
}

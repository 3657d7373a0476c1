#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A number: exact while it is whole and fits, a double otherwise.
package enum ExpressionValue: Hashable, Sendable {
    case whole(Int)
    /// Always finite.
    case real(Double)

    var double: Double {
        switch self {
        case .whole(let value): Double(value)
        case .real(let value): value
        }
    }

    /// A computed double, checked.
    static func checked(_ value: Double, at position: Int) throws(ExpressionError) -> ExpressionValue {
        guard value.isFinite else {
            throw ExpressionError(
                message: value.isNaN ? "the result is not a real number" : "the result is too large",
                position: position, isAboutValue: true)
        }
        return .real(value)
    }

    private func combined(
        _ other: ExpressionValue, at position: Int, exact: (Int, Int) -> (partialValue: Int, overflow: Bool),
        inexact: (Double, Double) -> Double
    ) throws(ExpressionError) -> ExpressionValue {
        if case .whole(let left) = self, case .whole(let right) = other {
            let result = exact(left, right)
            if !result.overflow { return .whole(result.partialValue) }
        }
        return try .checked(inexact(self.double, other.double), at: position)
    }

    func adding(_ other: ExpressionValue, at position: Int) throws(ExpressionError) -> ExpressionValue {
        try self.combined(other, at: position, exact: { $0.addingReportingOverflow($1) }, inexact: +)
    }

    func subtracting(_ other: ExpressionValue, at position: Int) throws(ExpressionError) -> ExpressionValue {
        try self.combined(other, at: position, exact: { $0.subtractingReportingOverflow($1) }, inexact: -)
    }

    func multiplied(by other: ExpressionValue, at position: Int) throws(ExpressionError) -> ExpressionValue {
        try self.combined(other, at: position, exact: { $0.multipliedReportingOverflow(by: $1) }, inexact: *)
    }

    func divided(by other: ExpressionValue, at position: Int) throws(ExpressionError) -> ExpressionValue {
        guard other.double != 0 else {
            throw ExpressionError(message: "division by zero", position: position, isAboutValue: true)
        }
        if case .whole(let left) = self, case .whole(let right) = other {
            let (quotient, overflow) = left.dividedReportingOverflow(by: right)
            if !overflow, quotient * right == left { return .whole(quotient) }
        }
        return try .checked(self.double / other.double, at: position)
    }

    func remainder(by other: ExpressionValue, at position: Int) throws(ExpressionError) -> ExpressionValue {
        guard other.double != 0 else {
            throw ExpressionError(message: "division by zero", position: position, isAboutValue: true)
        }
        return try self.combined(
            other, at: position, exact: { $0.remainderReportingOverflow(dividingBy: $1) },
            inexact: { $0.truncatingRemainder(dividingBy: $1) })
    }

    func raised(to exponent: ExpressionValue, at position: Int) throws(ExpressionError) -> ExpressionValue {
        if case .whole(let base) = self, case .whole(let exponent) = exponent, exponent >= 0,
            let exact = Self.power(base, exponent)
        {
            return .whole(exact)
        }
        if self.double == 0, exponent.double < 0 {
            throw ExpressionError(message: "division by zero", position: position, isAboutValue: true)
        }
        return try .checked(pow(self.double, exponent.double), at: position)
    }

    /// By repeated squaring; `nil` where it does not fit.
    private static func power(_ base: Int, _ exponent: Int) -> Int? {
        var (result, factor, left) = (1, base, exponent)
        while left > 0 {
            if left & 1 == 1 {
                let (product, overflow) = result.multipliedReportingOverflow(by: factor)
                if overflow { return nil }
                result = product
            }
            left >>= 1
            guard left > 0 else { break }
            let (square, overflow) = factor.multipliedReportingOverflow(by: factor)
            if overflow { return nil }
            factor = square
        }
        return result
    }
}

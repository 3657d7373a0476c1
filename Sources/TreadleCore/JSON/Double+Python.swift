extension Double {
    /// The number as Python's `repr` spells it inside JSON: shortest digits, a point or an exponent at least.
    ///
    /// Swift finds the same digits, but changes over to exponents elsewhere.
    var pythonDescription: String {
        guard self.isFinite else { return self < 0 ? "-Infinity" : "Infinity" }
        var (digits, point) = Self.shortestDigits(of: self.magnitude)
        let sign = self.sign == .minus ? "-" : ""
        switch point {
        case -3...0: return sign + "0." + String(repeating: "0", count: -point) + digits
        case 1...16:
            if digits.count <= point { digits += String(repeating: "0", count: point - digits.count) + "0" }
            let split = digits.index(digits.startIndex, offsetBy: point)
            return sign + digits[..<split] + "." + digits[split...]
        default:
            let exponent = point - 1
            let magnitude = String(exponent.magnitude)
            let fraction = digits.dropFirst()
            return sign + digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + (exponent < 0 ? "e-" : "e+")
                + (magnitude.utf8.count < 2 ? "0" : "") + magnitude
        }
    }

    /// The digits without zeros around them, and how many of them stand before the point; of zero `0`, and 1.
    private static func shortestDigits(of value: Double) -> (digits: String, point: Int) {
        guard value != 0 else { return ("0", 1) }
        let parts = value.description.split(separator: "e", maxSplits: 1)
        let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = mantissa[0]
        let fraction = mantissa.count == 2 ? mantissa[1] : ""
        let all = whole + fraction
        let digits = all.drop { $0 == "0" }
        let point = whole.count - (all.count - digits.count) + (parts.count == 2 ? Int(parts[1]) ?? 0 : 0)
        let end = digits.lastIndex { $0 != "0" } ?? digits.startIndex
        return (String(digits[...end]), point)
    }
}

/// A JSON number taken apart into sign, digits and exponent, so that it can be compared without rounding.
struct ExactDecimal: Hashable {
    private let isNegative: Bool
    /// Without zeros at either end; empty for zero.
    private let digits: [UInt8]
    /// The power of ten of the last digit.
    private let exponent: Int

    init(_ number: JSONNumber) {
        var digits: [UInt8] = []
        var exponent = 0
        var isNegative = false
        var isAfterPoint = false
        let text = Array(number.text.utf8)
        for (index, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): isAfterPoint = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if byte != UInt8(ascii: "0") || !digits.isEmpty { digits.append(byte - UInt8(ascii: "0")) }
                if isAfterPoint { exponent -= 1 }
            default:
                exponent += Self.exponent(text[(index + 1)...])
                self.init(isNegative, digits, exponent)
                return
            }
        }
        self.init(isNegative, digits, exponent)
    }

    private init(_ isNegative: Bool, _ digits: [UInt8], _ exponent: Int) {
        var (digits, exponent) = (digits, exponent)
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        self.digits = digits
        self.isNegative = isNegative && !digits.isEmpty
        self.exponent = digits.isEmpty ? 0 : exponent
    }

    /// An exponent of more than fifteen digits is taken for one of fifteen: nothing is that large or small.
    private static func exponent(_ text: ArraySlice<UInt8>) -> Int {
        let value = text.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "0") }
        let magnitude = value.prefix(15).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return text.first == UInt8(ascii: "-") ? -magnitude : magnitude
    }

    /// Whether it is whole: `2.0` is.
    var isInteger: Bool { self.exponent >= 0 }

    /// Whether it is above zero.
    var isPositive: Bool { !self.isNegative && !self.digits.isEmpty }

    /// One spelling for all spellings of the same number.
    var canonicalText: String {
        (self.isNegative ? "-" : "") + self.digits.map(String.init).joined() + "e\(self.exponent)"
    }

    /// Whether it is a whole number of times another, which is above zero; `nil` where that one has too many digits.
    func isMultiple(of other: ExactDecimal) -> Bool? {
        guard other.digits.count <= 37 else { return nil }
        if self.digits.isEmpty { return true }
        // The last digit is not 0, so a finer step than the other's cannot be a multiple of it.
        guard self.exponent >= other.exponent else { return false }
        let divisor = other.digits.reduce(UInt128(0)) { $0 * 10 + UInt128($1) }
        var remainder = self.digits.reduce(UInt128(0)) { ($0 * 10 + UInt128($1)) % divisor }
        // 128 factors of ten hold all factors 2 and 5 that the divisor can have; more of them change nothing.
        for _ in 0..<min(self.exponent - other.exponent, 128) { remainder = remainder * 10 % divisor }
        return remainder == 0
    }
}

extension ExactDecimal: Comparable {
    static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        return left.isNegative ? right.isSmaller(than: left) : left.isSmaller(than: right)
    }

    /// Compares without the sign.
    private func isSmaller(than other: ExactDecimal) -> Bool {
        if self.digits.isEmpty || other.digits.isEmpty { return self.digits.isEmpty && !other.digits.isEmpty }
        let (mine, its) = (self.digits.count + self.exponent, other.digits.count + other.exponent)
        return mine == its ? self.digits.lexicographicallyPrecedes(other.digits) : mine < its
    }
}

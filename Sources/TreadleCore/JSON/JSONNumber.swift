/// A number as it was spelled: `1` and `1.0` stay apart, and integers may have any size.
public struct JSONNumber: Sendable, Hashable {
    /// The number's text, valid by RFC 8259.
    public let text: String

    package init(unchecked text: String) { self.text = text }

    /// Spells an integer.
    public init(_ value: Int) { self.text = String(value) }

    /// Spells a double in its shortest exact form. `nil` for infinities and NaN, which JSON cannot say.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        self.text = value.description
    }

    /// The value as an integer, if it is whole and fits; `2.0` counts as whole.
    public var integer: Int? { Int(jsonNumber: self.text) }

    /// The nearest double, infinite beyond a double's range.
    public var double: Double { Double(self.text) ?? .nan }
}

extension Int {
    /// The value of a number valid by RFC 8259, if it is whole and fits; exact, however it is spelled.
    init?(jsonNumber text: String) {
        if let plain = Int(text) {
            self = plain
            return
        }
        let parts = text.split(maxSplits: 1) { $0 == "e" || $0 == "E" }
        guard var mantissa = parts.first else { return nil }
        let isNegative = mantissa.first == "-"
        if isNegative { mantissa.removeFirst() }
        let point = mantissa.firstIndex(of: ".") ?? mantissa.endIndex
        let decimals = mantissa[point...].dropFirst()
        // The number is these digits and a power of ten.
        var digits = (mantissa[..<point] + decimals).drop { $0 == "0" }
        if digits.isEmpty {
            self = 0
            return
        }
        guard let written = parts.count == 2 ? Int(parts[1]) : 0 else { return nil }
        let (exponent, isOut) = written.subtractingReportingOverflow(decimals.count)
        guard !isOut else { return nil }
        var zeros = exponent
        while zeros < 0, digits.last == "0" {
            digits.removeLast()
            zeros += 1
        }
        guard zeros >= 0, zeros < 20, digits.count < 20 else { return nil }
        let whole = (isNegative ? "-" : "") + digits + String(repeating: "0", count: zeros)
        guard let value = Int(whole) else { return nil }
        self = value
    }
}

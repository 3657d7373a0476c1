/// A plain decimal number: digits, and digits after a point; no sign, no exponent, no `inf`.
struct DecimalText {
    let value: Double

    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }),
            let value = Double(text)
        else { return nil }
        self.value = value
    }
}

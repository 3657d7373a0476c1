#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension ExpressionValue: CustomStringConvertible {
    /// Whole numbers without a point; others to fifteen digits, as many as a double keeps, so that 0.1 + 0.2 is 0.3.
    package var description: String {
        switch self {
        case .whole(let value): return "\(value)"
        case .real(let value):
            // Whole doubles from here on may stand for their neighbours too, and say so by their exponent.
            guard value.magnitude < 0x1p53 else { return value.description }
            let rounded = Self.rounded(value)
            return Int(exactly: rounded).map(String.init) ?? rounded.description
        }
    }

    private static func rounded(_ value: Double) -> Double {
        var buffer = [CChar](repeating: 0, count: 32)
        let length = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.15g", $0) }
        let text = String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return Double(text) ?? value
    }
}

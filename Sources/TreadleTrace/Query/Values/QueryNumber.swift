internal import TreadleCore

/// A number as queries compare it: exactly where it is whole and fits into 64 bits, else the nearest double.
///
/// Beyond a double's range it is infinite. An integer and a double are compared by their exact values.
package enum QueryNumber: Sendable, Comparable {
    case integer(Int)
    case double(Double)

    /// The number that a text spells as JSON does, with nothing around it; `nil` for any other text.
    package init?(spelling text: UnsafeBufferPointer<UInt8>) {
        guard let isPlain = Self.isPlainNumber(text) else { return nil }
        let string = String(decoding: text, as: UTF8.self)
        if isPlain, let integer = Int(string) {
            self = .integer(integer)
            return
        }
        let double = Double(string) ?? .infinity
        // Below 2⁵³ every whole number is a double, so that this is exact where it is whole.
        if abs(double) >= 0x1p53, let integer = JSONNumber(unchecked: string).integer {
            self = .integer(integer)
        } else {
            self = .double(double)
        }
    }

    package init?(spelling text: String) {
        var text = text
        guard let number = text.withUTF8({ QueryNumber(spelling: $0) }) else { return nil }
        self = number
    }

    /// Without its fraction.
    package var truncated: QueryNumber {
        guard case .double(let double) = self else { return self }
        let whole = double.rounded(.towardZero)
        return Int(exactly: whole).map(QueryNumber.integer) ?? .double(whole)
    }

    package var isZero: Bool { self == .integer(0) }

    /// Its shortest spelling.
    package var text: String {
        switch self {
        case .integer(let integer): String(integer)
        case .double(let double): double.description
        }
    }

    package static func == (left: QueryNumber, right: QueryNumber) -> Bool { !(left < right) && !(right < left) }

    package static func < (left: QueryNumber, right: QueryNumber) -> Bool {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): left < right
        case (.double(let left), .double(let right)): left < right
        case (.integer(let left), .double(let right)): Self.side(of: right, from: left) > 0
        case (.double(let left), .integer(let right)): Self.side(of: left, from: right) < 0
        }
    }

    /// Whether a double lies above (1), on (0) or below (-1) an integer.
    private static func side(of double: Double, from integer: Int) -> Int {
        guard double < 0x1p63 else { return 1 }
        guard double >= -0x1p63 else { return -1 }
        let floor = double.rounded(.down)
        let whole = Int(floor)
        if whole != integer { return whole > integer ? 1 : -1 }
        return double > floor ? 1 : 0
    }

    /// Whether a text that spells a number does so with digits only, a sign aside; `nil` where it spells none.
    private static func isPlainNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
        var index = 0
        func digits() -> Int {
            let start = index
            while index < text.count, text[index] &- 0x30 < 10 { index += 1 }
            return index - start
        }
        if index < text.count, text[index] == UInt8(ascii: "-") { index += 1 }
        let first = index
        let count = digits()
        guard count > 0, count == 1 || text[first] != UInt8(ascii: "0") else { return nil }
        var isPlain = true
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            isPlain = false
            guard digits() > 0 else { return nil }
        }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            isPlain = false
            if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") { index += 1 }
            guard digits() > 0 else { return nil }
        }
        return index == text.count ? isPlain : nil
    }
}

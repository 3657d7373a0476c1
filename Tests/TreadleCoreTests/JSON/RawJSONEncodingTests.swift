import Testing
import TreadleCore

/// UTF-8 as table 3-7 of the Unicode Standard has it.
@Suite struct RawJSONEncodingTests {
    static let invalid: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x00], [0xC2, 0x7F], [0xC2, 0xC0], [0xDF, 0x22],
        [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE0, 0xA0], [0xE0, 0xA0, 0x22], [0xE1, 0x80], [0xE1, 0x80, 0xC0],
        [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xEF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF0, 0x90, 0x80], [0xF0, 0x90, 0x80, 0x22], [0xF1, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
        [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ]

    static let valid: [[UInt8]] = [
        [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xE0, 0xBF, 0xBF], [0xE1, 0x80, 0x80], [0xEC, 0xBF, 0xBF],
        [0xED, 0x80, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80],
        [0xF1, 0x80, 0x80, 0x80], [0xF3, 0xBF, 0xBF, 0xBF], [0xF4, 0x80, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    ]

    /// The bytes in a string, at each place in a word of eight.
    private static func texts(_ bytes: [UInt8]) -> [[UInt8]] {
        (0..<9).map { [0x22] + [UInt8](repeating: 0x61, count: $0) + bytes + [0x22] }
    }

    @Test(arguments: invalid)
    func `invalid UTF-8 is refused`(bytes: [UInt8]) {
        for text in Self.texts(bytes) {
            #expect(throws: JSONError.self) { try RawJSON(text) }
            // Cut off at the end of the buffer, where a careless reader would read on.
            #expect(throws: JSONError.self) { try RawJSON(text.dropLast()) }
            #expect(throws: JSONError.self) { try RawJSON([0x7B] + text + [0x3A, 0x31, 0x7D]) }
        }
    }

    @Test(arguments: valid)
    func `valid UTF-8 is taken`(bytes: [UInt8]) throws {
        for text in Self.texts(bytes) {
            #expect(try RawJSON(text).string == String(decoding: text.dropFirst().dropLast(), as: UTF8.self))
        }
    }

    @Test func `every byte is judged at every place in a word`() throws {
        for byte in UInt8.min...UInt8.max {
            let isPlain = byte >= 0x20 && byte < 0x80 && byte != 0x22 && byte != 0x5C
            for place in 0..<17 {
                var text = [UInt8](repeating: 0x61, count: 17)
                text[place] = byte
                let taken = try? RawJSON([0x22] + text + [0x22])
                #expect((taken != nil) == isPlain, "byte \(byte) at \(place)")
            }
        }
    }

    @Test func `every scalar survives, written and escaped`() throws {
        for value in stride(from: UInt32(0), through: 0x10FFFF, by: 7) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(Character(scalar))
            #expect(RawJSON(JSONValue.string(text)).string?.unicodeScalars.elementsEqual([scalar]) == true)
            let escaped = text.utf16.map { unit in
                let digits = String(unit, radix: 16)
                return #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
            }
            let decoded = try RawJSON("\"\(escaped.joined())\"").string
            #expect(decoded?.unicodeScalars.elementsEqual([scalar]) == true, "U+\(String(value, radix: 16))")
        }
    }
}

import Testing
import TreadleTrace

@Suite struct QueryNumberTests {
    /// Each below the next.
    private static let ascending = [
        "-1e999", "-1e308", "-9223372036854775809000", "-9223372036854775808", "-9223372036854775807",
        "-9007199254740993", "-9007199254740992", "-1.5", "-1", "-0.5", "-1e-300", "0", "5e-324", "0.1", "0.5", "1",
        "1.0000000000000002", "1.5", "2", "9007199254740991", "9007199254740992",
        "9007199254740993", "9007199254740994", "1152921504606846975", "1152921504606846976", "1152921504606846977",
        "9223372036854775806", "9223372036854775807", "1e19", "123456789012345678901234567890", "1e308", "1e309",
    ]

    @Test func `numbers are in the order of their values`() throws {
        for (index, text) in Self.ascending.enumerated() {
            let number = try #require(QueryNumber(spelling: text))
            #expect(number == number)
            for larger in Self.ascending.dropFirst(index + 1) {
                let other = try #require(QueryNumber(spelling: larger))
                #expect(number < other && other > number && number != other, "\(text) and \(larger)")
            }
        }
    }

    @Test(arguments: [
        ["1", "1.0", "1e0", "10e-1", "0.1e1", "1.000"], ["0", "-0", "0.0", "-0.0", "0e99", "1e-999"],
        ["100", "1e2", "1E+2", "100.00"], ["9007199254740993", "9007199254740993.0", "9007199254740993000e-3"],
        ["-9223372036854775808", "-9223372036854775808.0"], ["0.1", "0.10", "1e-1"], ["1e999", "1e400"],
        ["9223372036854775807", "9.223372036854775807e18"],
    ])
    func `a number is what it is, however it is spelled`(spellings: [String]) throws {
        let numbers = try spellings.map { try #require(QueryNumber(spelling: $0)) }
        for number in numbers { #expect(number == numbers[0] && number.hashValue == numbers[0].hashValue) }
    }

    @Test(arguments: [
        "", " ", " 1", "1 ", "+1", ".5", "1.", "01", "-", "--1", "1e", "1e+", "0x10", "1_000", "1,5", "NaN", "inf",
        "Infinity", "-Infinity", "true", "one", "１", "1\u{0}", "1e1e1", "1.2.3", "-01",
    ])
    func `a text that is no number of JSON's is none`(text: String) {
        #expect(QueryNumber(spelling: text) == nil)
    }

    @Test func `without its fraction a number is nearer to zero`() throws {
        for (text, whole) in [
            ("1.9", "1"), ("-1.9", "-1"), ("-0.5", "0"), ("5", "5"), ("1e300", "1e300"), ("1e999", "1e999"),
        ] {
            #expect(QueryNumber(spelling: text)?.truncated == QueryNumber(spelling: whole))
        }
    }

    @Test func `a number that is a megabyte long is read`() throws {
        let digits = String(repeating: "9", count: 1 << 20)
        #expect(QueryNumber(spelling: digits) == QueryNumber(spelling: "1e999"))
        let fraction = try #require(QueryNumber(spelling: "0." + digits))
        #expect(fraction == .integer(1))
    }
}

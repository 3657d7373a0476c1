import Testing
@testable import TreadleTools

@Suite struct ArithmeticTests {
    @Test(arguments: [
        ("12 * (3 + 4)", "84"), ("1+2*3", "7"), ("(1+2)*3", "9"), ("10-4-3", "3"), ("100/10/5", "2"),
        ("7/2", "3.5"), ("6/3", "2"), ("1/3", "0.333333333333333"), ("0.1+0.2", "0.3"), ("7%3", "1"), ("-7%3", "-1"),
        ("7.5%2", "1.5"), ("2^3^2", "512"), ("2**10", "1024"), ("-2^2", "-4"), ("(-2)^2", "4"), ("2^-1", "0.5"),
        ("2^-3^2", "0.001953125"), ("0^0", "1"), ("--3", "3"), ("+-+3", "-3"), ("2*-3", "-6"), ("1e3", "1000"),
        ("1.5E-2", "0.015"), (".5+5.", "5.5"), ("  3 ", "3"), ("3×4÷2−1", "5"), ("4^0.5", "2"), ("(-1)^3", "-1"),
        ("4.35*100", "435"), ("2^0.5", "1.4142135623731"), ("0-0.0", "0"), ("-0.0", "0"),
    ])
    func `operators bind as people expect`(expression: String, value: String) throws {
        #expect(try Arithmetic.evaluate(expression).description == value)
    }

    @Test(arguments: [
        ("sqrt(16)", "4"), ("sqrt(2)", "1.4142135623731"), ("abs(-3)", "3"), ("abs(2.5)", "2.5"), ("min(3, 1, 2)", "1"),
        ("max(3,1.5)", "3"), ("max(7)", "7"), ("round(2.5)", "3"), ("round(-2.5)", "-3"), ("round(3.14159, 2)", "3.14"),
        ("round(1234,-2)", "1200"), ("floor(-1.5)", "-2"), ("ceil(1.2)", "2"), ("ln(e)", "1"), ("log(1000)", "3"),
        ("log(8,2)", "3"), ("log(9,3)", "2"), ("exp(0)", "1"), ("sin(0)", "0"), ("cos(pi)", "-1"), ("tan(0)", "0"),
        ("PI*2", "6.28318530717959"), ("Sqrt (9)", "3"), ("2*e", "5.43656365691809"), ("exp(log(1))", "1"),
    ])
    func `functions and constants have values`(expression: String, value: String) throws {
        #expect(try Arithmetic.evaluate(expression).description == value)
    }

    @Test(arguments: [
        ("9007199254740993 + 0", "9007199254740993"), ("9223372036854775807", "9223372036854775807"),
        ("9223372036854775807 + 1", "9.223372036854776e+18"), ("-9223372036854775807 - 1", "-9223372036854775808"),
        ("3037000500 * 3037000500", "9.22337203700025e+18"), ("3^39", "4052555153018976267"),
        ("(0-9223372036854775807-1) / -1", "9.223372036854776e+18"),
        ("(0-9223372036854775807-1) % -1", "0"), ("abs(0-9223372036854775807-1)", "9.223372036854776e+18"),
        ("99999999999999999999", "1e+20"), ("2^64", "1.8446744073709552e+19"),
        ("sqrt(9223372036854775807)", "3037000499.97605"),
        ("1^9223372036854775807", "1"), ("10000000000000001/1", "10000000000000001"),
    ])
    func `whole numbers are exact until they do not fit`(expression: String, value: String) throws {
        #expect(try Arithmetic.evaluate(expression).description == value)
    }

    @Test(arguments: [
        ("", "expected a number, not the end, at position 1"),
        ("1 +", "expected a number, not the end, at position 4"),
        ("1 2", "expected an operator, not a number, at position 3"),
        ("2(3)", #"expected an operator, not "(", at position 2"#),
        ("(1 + 2", "a parenthesis is never closed: the one at position 1"),
        ("(1, 2)", #"expected ")", not ",", at position 3"#),
        ("1)", #"expected an operator, not ")", at position 2"#),
        ("1 / 0", "division by zero at position 3"),
        ("1 % 0.0", "division by zero at position 3"),
        ("0^-1", "division by zero at position 2"),
        ("2 $ 3", #"unexpected character "$" at position 3"#),
        ("system(1)", #"unknown name "system" at position 1"#),
        ("sqrt", #"expected "(" after sqrt, not the end, at position 5"#),
        ("sqrt(-1)", "the square root of a negative number at position 1"),
        ("ln(0)", "the logarithm of a number that is not positive at position 1"),
        ("log(2, 1)", "division by zero at position 1"),
        ("sqrt(1, 2)", "sqrt takes one argument, not 2, at position 1"),
        ("min()", "min takes at least one argument, not 0, at position 1"),
        ("round(1,2,3)", "round takes one or two arguments, not 3, at position 1"),
        ("round(1,99)", "round takes a whole number of places from -15 to 15, at position 1"),
        ("10^400", "the result is too large at position 3"),
        ("exp(1000)", "the result is too large at position 1"),
        ("1e999", "a number that is too large at position 1"),
        ("(-8)^0.5", "the result is not a real number at position 5"),
        ("1.2.3", "a second point in a number at position 4"),
        (".", "a point without digits at position 1"),
        ("2e", "an exponent without digits at position 1"),
        ("π", #"unexpected "π" (write pi) at position 1"#),
    ])
    func `a mistake is named with its place`(expression: String, message: String) {
        let error = #expect(throws: ExpressionError.self) { try Arithmetic.evaluate(expression) }
        #expect(error?.description == message)
    }

    @Test func `nesting has a limit`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
        }
        #expect(try Arithmetic.evaluate(nested(100)) == .whole(1))
        let error = #expect(throws: ExpressionError.self) { try Arithmetic.evaluate(nested(101)) }
        #expect(error?.message == "nested deeper than 100 levels")
        for deep in [
            String(repeating: "-", count: 500) + "1", Array(repeating: "2", count: 200).joined(separator: "^"),
        ] {
            #expect(throws: ExpressionError.self) { try Arithmetic.evaluate(deep) }
        }
    }

    @Test func `length has a limit`() throws {
        let sum = Array(repeating: "1", count: 500).joined(separator: "+")
        #expect(try Arithmetic.evaluate(sum + "0") == .whole(509))
        #expect(throws: ExpressionError.self) { try Arithmetic.evaluate(sum + "00") }
    }
}

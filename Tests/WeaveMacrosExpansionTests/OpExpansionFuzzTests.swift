import Testing
import TreadleTesting
import WeaveMacrosExpansion

@Suite struct OpExpansionFuzzTests {
    private static let declaration = """
        /// Weaves.
        @discardableResult @available(macOS 15, *) @Op("weave", displayName: "x") public static func weave<T: P<A, B>>(
            _ a: [String: Int] = ["a": 1], // b: Int,
            to b: Dictionary<String, (Int) -> Void>? = nil, c: String = "x\\("y\\(1)")", d: R = /[)"]/,
            e: String = ##"a "# \\##(1)"##, `in`: @escaping @Sendable (Int, Int) async throws -> Void = { (a: Int, b: Int) in }
        ) async throws(Jam) -> some P<A, B> where T: Q, T.A == [Int] {
            /* { */ return \"\"\"
                \\(a) }
                \"\"\"
        }
        """

    /// Reads a declaration; whatever it is, that ends, and a message comes of it or a body.
    private func expand(_ source: [UInt8]) {
        let text = String(decoding: source, as: UTF8.self)
        do throws(OpProblem) {
            #expect(try OpExpansion(attribute: text, declaration: text, contexts: [text]).body.hasPrefix("{"))
        } catch {
            #expect(error.message.hasPrefix("@Op "))
        }
    }

    @Test func `every beginning and every end of a declaration is read to an end`() {
        let source = Array(Self.declaration.utf8)
        for index in 0...source.count {
            self.expand(Array(source[..<index]))
            self.expand(Array(source[index...]))
        }
    }

    @Test(arguments: 0..<8)
    func `declarations with changed bytes are read to an end`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let marks = Array("\"\"\"#/\\()[]{}<>`,:=-@!?\n\r* ".utf8)
        for _ in 0..<500 {
            var source = Array(Self.declaration.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let index = Int.random(in: 0..<source.count, using: &random)
                let mark = marks[Int.random(in: 0..<marks.count, using: &random)]
                switch Int.random(in: 0..<4, using: &random) {
                case 0: source[index] = mark
                case 1: source.insert(mark, at: index)
                case 2: source.remove(at: index)
                default: source[index] = UInt8.random(in: .min ... .max, using: &random)
                }
            }
            self.expand(source)
        }
    }

    @Test(arguments: 0..<8)
    func `heaps of tokens are read to an end`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed &+ 100)
        let tokens = [
            "@Op", "@", "func", "f", "(", ")", "{", "}", "[", "]", "<", ">", "->", "async", "throws", "where", "some",
            "inout", ",", ":", "=", "\"", "\"\"\"", "#\"", "\"#", "\\(", "\\", "/", "#/", "/#", "//", "/*", "*/", "`",
            "\n", " ", "_", "...", "é", "\u{0}", "#if", "class", "init",
        ]
        for _ in 0..<500 {
            let count = Int.random(in: 0...40, using: &random)
            let source = (0..<count).map { _ in tokens[Int.random(in: 0..<tokens.count, using: &random)] }
            self.expand(Array((["@Op func f("] + source).joined(separator: " ").utf8))
            self.expand(Array(source.joined().utf8))
        }
    }
}

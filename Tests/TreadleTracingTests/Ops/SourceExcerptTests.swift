import Testing
import TreadleTesting

@testable import TreadleTracing

@Suite struct SourceExcerptTests {
    private func excerpt(_ file: String, line: Int = 1) -> String? {
        SourceExcerpt.text(of: Array(file.utf8), line: line)
    }

    @Test func `an expression ends where its brackets close`() {
        let file = """
            import Weave

            let weave = Op("weave", inputs: "warp") { (warp: String) in
                warp + "("
            }
            let next = 1
            """
        #expect(
            self.excerpt(file, line: 3)
                == "let weave = Op(\"weave\", inputs: \"warp\") { (warp: String) in\n    warp + \"(\"\n}")
        #expect(self.excerpt(file, line: 6) == nil)
    }

    @Test func `brackets in comments and literals do not count`() {
        let file = ###"""
            let a = Op("a") { // }
                /* } /* } */ ) */
                let b = "\("}" + "\(c(")"))") }" + #"\("}"# + #"\#("}")"# + """
                    } \("""
                    }
                    """) "
                    """ + ##"""
                    } """#
                    """##
                let r = #/\}{2}"/#
                return ")"
            }
            b()
            """###
        #expect(self.excerpt(file)?.hasSuffix("return \")\"\n}") == true)
    }

    @Test func `it goes on with a body, an effect, a result or a chained call in the next line`() {
        #expect(self.excerpt("Op(\"a\")\n{ 1 }\nb()") == "Op(\"a\")\n{ 1 }")
        #expect(
            self.excerpt("func a(b: Int)\n  async throws\n  -> Int\nwhere A: B, C: D\n{ 1 }\nb()")?.hasSuffix("{ 1 }")
                == true)
        #expect(self.excerpt("Op(\"a\") {\n}\n// note\n.b { c }\nd()") == "Op(\"a\") {\n}\n// note\n.b { c }")
        #expect(self.excerpt("let a =\n  Op(\"a\") { 1 }\nb()") == "let a =\n  Op(\"a\") { 1 }")
        #expect(self.excerpt("Op(\"a\", body: b)\nc()") == "Op(\"a\", body: b)")
        #expect(self.excerpt("Op(\"a\") { 1 }\n{ 2 }()") == "Op(\"a\") { 1 }")
    }

    @Test func `it ends before what is around it`() {
        #expect(self.excerpt("  Op(\"a\") { 1 })\n") == "Op(\"a\") { 1 }")
        #expect(self.excerpt("f(\n  a: Op(\"a\") { 1 },\n  b: 2)", line: 2) == "a: Op(\"a\") { 1 }")
        #expect(self.excerpt("Op(\"a\") { 1 }; b()") == "Op(\"a\") { 1 }")
        #expect(self.excerpt("struct A { let a = Op(\"a\") { 1 } }", line: 1) == "struct A { let a = Op(\"a\") { 1 } }")
    }

    @Test func `it has the indentation of its first line taken away`() {
        #expect(self.excerpt("    a {\n        b\n    }\n") == "a {\n    b\n}")
        #expect(self.excerpt("\ta {\n\t\tb\n  c\n\t}") == "a {\n\tb\n  c\n}")
    }

    @Test func `where there is no code there is no excerpt`() {
        for line in [-1, 0, 2, 99] { #expect(self.excerpt("a()", line: line) == nil) }
        #expect(self.excerpt("") == nil)
        #expect(self.excerpt("\na()") == nil)
        #expect(self.excerpt("// note\n\na()") == nil)
        #expect(self.excerpt("a {\n  b(\n") == nil)
        #expect(self.excerpt("}") == nil)
        #expect(self.excerpt("a { \"\"\" \n") == nil)
    }

    @Test func `longer code is cut`() {
        let code = "a(" + String(repeating: "b", count: 64 << 10) + ")"
        #expect(self.excerpt(code)?.utf8.count == 64 << 10)
        #expect(self.excerpt("a(" + String(repeating: "b", count: (64 << 10) - 3) + ")")?.hasSuffix(")") == true)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `whatever a file holds, looking for code ends`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let parts = [
            "\"", "\"\"\"", "#", "\\", "\\(", "(", ")", "{", "}", "/*", "*/", "//", "\n", " ", "a", ",", "=", "/", ";",
            "é",
        ]
        let file = (0..<60).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
        for line in 0...8 {
            if let text = self.excerpt(file, line: line) { #expect(!text.isEmpty) }
        }
    }

    @Test func `texts that nest without end have no excerpt, and a few levels have one`() {
        func nested(_ count: Int) -> String {
            "a(" + String(repeating: "\"\\(", count: count) + "1" + String(repeating: ")\"", count: count) + ")"
        }
        #expect(self.excerpt(nested(20)) == nested(20))
        #expect(self.excerpt(nested(200_000)) == nil)
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["#", "\n", "\"", "// a\n", "/*", "\\", "(", "#\"", "a(){}\n"])
    func `a file of a single thing takes no time`(part: String) {
        let file = String(repeating: part, count: (256 << 10) / part.utf8.count)
        let bytes = Array(("a()\n" + file + ".b()").utf8)
        let start = ContinuousClock.now
        _ = SourceExcerpt.text(of: bytes, line: 1)
        _ = SourceExcerpt.text(of: bytes, line: 2)
        #expect(ContinuousClock.now - start < .seconds(20))
    }
}

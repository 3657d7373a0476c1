import Testing
import WeaveMacrosExpansion

@Suite struct OpProblemTests {
    private func message(_ declaration: String, attribute: String = "@Op", contexts: [String] = []) -> String? {
        do throws(OpProblem) {
            _ = try OpExpansion(attribute: attribute, declaration: declaration, contexts: contexts)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        ("@Op init(width: Int) {}", "@Op can only be attached to a function, and this is an initializer"),
        ("@Op public convenience init?() { }", "@Op can only be attached to a function, and this is an initializer"),
        ("@Op deinit {}", "@Op can only be attached to a function, and this is a deinitializer"),
        ("@Op var width: Int { 1 }", "@Op can only be attached to a function, and this is a property"),
        ("@Op get { 1 }", "@Op can only be attached to a function, and this is an accessor"),
        ("@Op subscript(i: Int) -> Int { 1 }", "@Op can only be attached to a function, and this is a subscript"),
        ("@Op struct Loom {}", "@Op can only be attached to a function, and this is a type"),
        ("@Op class Loom {}", "@Op can only be attached to a function, and this is a type"),
        ("", "@Op cannot read this declaration: it is empty"),
        ("// only this", "@Op cannot read this declaration: it is empty"),
    ])
    func `what is not a function is named`(_ declaration: String, _ message: String) {
        #expect(self.message(declaration) == message)
    }

    @Test(arguments: [
        (
            "@Op func weave(_ loom: inout Loom) {}",
            "@Op cannot record 'loom': an inout parameter changes while the function runs"
        ),
        (
            "@Op func weave(a: Int = f(1, 2), by loom: borrowing Loom) {}",
            "@Op cannot record 'loom': a borrowing parameter cannot be copied out of the function"
        ),
        (
            "@Op func weave(loom: consuming Loom) {}",
            "@Op cannot record 'loom': a consuming parameter cannot be copied out of the function"
        ),
        (
            "@Op func weave<each T>(_ threads: repeat each T) {}",
            "@Op cannot record 'threads': parameter packs are not supported"
        ),
        ("@Op func weave()", "@Op needs a body to trace, and 'weave' has none"),
        (
            "@Op consuming func weave() {}",
            "@Op cannot trace a consuming method: its body would use 'self' within a closure"
        ),
        ("@Op static func + (a: A, b: A) -> A { a }", "@Op needs a name for the operator '+', such as @Op(\"add\")"),
    ])
    func `what cannot be traced is said`(_ declaration: String, _ message: String) {
        #expect(self.message(declaration) == message)
    }

    @Test func `a protocol's requirement has no body`() {
        #expect(
            self.message("@Op func weave()", contexts: ["\npublic protocol Loom: Sendable {}"])
                == "@Op needs a body to trace: attach it to what implements the requirement")
        #expect(self.message("@Op func weave() {}", contexts: ["extension Loom {}"]) == nil)
    }

    @Test(arguments: [
        ("@Op func weave(a: String = \"abc) {}", "a string does not end"),
        ("@Op func weave(a: String = \"abc\n\") {}", "a string does not end on its line"),
        ("@Op /* func weave() {}", "a comment does not end"),
        ("@Op func `weave() {}", "a name in backticks does not end"),
        ("@Op func weave(a: String = \"\\(1) {}", "a string does not end"),
        ("@Op func weave(a: Regex = #/ab) {}", "a regular expression does not end"),
        ("@Op func weave() {", "its body does not end"),
        ("@Op func weave() { } // comment", "its body does not end"),
        ("@Op func weave", "it has no parameters"),
        ("@Op func", "it has no name"),
        ("@Op func weave(()) {}", "'()' is not like a parameter"),
    ])
    func `source that is broken ends in a message`(_ declaration: String, _ reason: String) {
        #expect(self.message(declaration) == "@Op cannot read this declaration: \(reason)")
    }

    @Test func `nesting has a limit`() {
        let deep = String(repeating: "(", count: 100_000)
        #expect(
            self.message("@Op func weave(a: Int = \(deep)) {}")
                == "@Op cannot read this declaration: brackets are nested too deeply")
        let strings = String(repeating: #""\("#, count: 100_000)
        #expect(
            self.message("@Op func weave(a: String = \(strings)) {}")
                == "@Op cannot read this declaration: strings are interpolated too deeply")
    }
}

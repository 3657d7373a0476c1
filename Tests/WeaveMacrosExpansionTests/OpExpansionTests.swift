import Testing
import WeaveMacrosExpansion

@Suite struct OpExpansionTests {
    private func body(
        _ declaration: String, attribute: String = "@Op", contexts: [String] = []
    ) throws(OpProblem) -> String {
        try OpExpansion(attribute: attribute, declaration: declaration, contexts: contexts).body
    }

    /// The inputs that an expansion records, as its source.
    private func inputs(_ declaration: String) throws -> String {
        let body = try self.body(declaration)
        let start = try #require(body.firstRange(of: ".call(")?.upperBound)
        let end = try #require(body[start...].firstRange(of: ") {")?.lowerBound)
        return String(body[start..<end]).replacing("WeaveMacros.TracedFunction.input", with: "")
    }

    @Test func `a body runs within a closure of its function's type`() throws {
        #expect(
            try self.body("@Op func weave(warp: String) async throws -> Cloth { make(warp) }") == """
                {
                return try await WeaveMacros.TracedFunction.at(\
                "@Op func weave(warp: String) async throws -> Cloth { make(warp) }", function: "weave")\
                .call(["warp": WeaveMacros.TracedFunction.input(warp)]) { () async throws -> Cloth in
                 make(warp) 
                }
                }
                """)
    }

    @Test(arguments: [
        ("@Op func f() {}", "() -> Swift.Void in"),
        ("@Op func f() -> (Int, [String: Int]) {}", "() -> (Int, [String: Int]) in"),
        ("@Op func f() async -> Int? where T: A, U == [Int] {}", "() async -> Int? in"),
        ("@Op func f() throws(Jam) -> () -> Void {}", "() throws(Jam) -> () -> Void in"),
        ("@Op func f()throws->Int{}", "() throws -> Int in"),
        ("@Op func f(g: () throws -> Int) rethrows -> Int {}", "() throws -> Int in"),
        ("@Op func f() -> Int! {}", "() -> Int? in"),
        ("@Op func f() -> sending Loom {}", "() -> Loom in"),
        ("@Op func f() async // why\n throws /* -> */ -> Int /* { */ {}", "() async throws -> Int in"),
        ("@Op func f() -> [some P] {}", "func __weaveOpBody() -> [some P] {"),
    ])
    func `effects and results are those of the function`(_ declaration: String, _ signature: String) throws {
        #expect(try self.body(declaration).contains(signature))
    }

    @Test(arguments: [
        ("some AsyncSequence<Int, Never>", true),
        ("any AsyncSequence<Int, Never>", true),
        ("some _Concurrency.AsyncSequence", true),
        ("some AsyncSequence<Int, Never> & Sendable", true),
        ("some Sendable & AsyncSequence<Int, any Error>", true),
        ("any AsyncSequence", false),
        ("[any AsyncSequence<Int, Never>]", false),
        ("(any AsyncSequence<Int, Never>)?", false),
        ("any AsyncSequence<Int, Never> & Sendable", false),
        ("some AsyncSequence<Int, Never> & Machine", false),
        ("(some AsyncSequence<Int, Never>, Int)", false),
        ("some Collection<any AsyncSequence<Int, Never>>", false),
        ("any Box<AsyncSequence<Int, Never>>", false),
    ])
    func `only a sequence itself ends its call`(_ result: String, _ isSequence: Bool) throws {
        let body = try self.body("@Op func f() -> \(result) {}")
        #expect(body.contains(").sequence([:])") == isSequence)
        #expect(body.contains(").call([:])") != isSequence)
    }

    @Test(arguments: ["<<", "<", "<=", "<>", "<*>", "<|", ">>>", "==", "+", "|<|"])
    func `operators of all spellings are functions`(_ name: String) throws {
        let body = try self.body("static func \(name) (a: Int, b: Int) -> Int { a }", attribute: #"@Op("o")"#)
        #expect(body.contains(#"function: "\#(name)", name: "o")"#))
        #expect(body.contains(#"["a": WeaveMacros.TracedFunction.input(a), "b": WeaveMacros.TracedFunction.input(b)]"#))
        let generic = try self.body(
            "func \(name) <T: Box<Int, Int>>(a: T) -> Int { 1 }", attribute: #"@Op("o")"#)
        #expect(generic.contains(#"function: "\#(name)", name: "o")"#))
    }

    @Test(arguments: [
        ("@Op func f() {}", "[:]"),
        ("@Op func f(_ a: Int, b c: Int, d: Int) {}", #"["a": (a), "c": (c), "d": (d)]"#),
        ("@Op func f(a: [String: Int] = [:], b: Dictionary<String, Int>) {}", #"["a": (a), "b": (b)]"#),
        ("@Op func f(a: Bool = 1 < 2, b: Bool = 3 > 2, c: Int) {}", #"["a": (a), "b": (b), "c": (c)]"#),
        ("@Op func f(a: Int = g { (x: Int, y: Int) in x }, b: Int,) {}", #"["a": (a), "b": (b)]"#),
        ("@Op func f(a: String = \"x, y: Int\", b: String = #\"\"\"#) {}", #"["a": (a), "b": (b)]"#),
        ("@Op func f(a: R = /[,)]/, b: R = #/, c: \\/ /#, d: Int = 4 / 2 / 1) {}", #"["a": (a), "b": (b), "d": (d)]"#),
        ("@Op func f(a: Int /* , b: Int */, // c: Int,\n d: Int) {}", #"["a": (a), "d": (d)]"#),
        ("@Op func f(for _: Int, _: Int, _ _: Int, a: Int) {}", #"["a": (a)]"#),
        ("@Op func f(`in`: Int, of `for`: Int) {}", #"["in": (`in`), "for": (`for`)]"#),
        ("@Op func f(@Wrapped a: Int, @Built(1, 2) b: Int) {}", #"["a": (a), "b": (b)]"#),
        ("@Op func f(a: isolated Loom, b: sending Loom, c: Int...) {}", #"["a": (a), "b": (b), "c": (c)]"#),
        ("@Op func f(a: (Int, Int) -> Int, b: ((Int) -> Int)?) {}", ##"["a": "(Int, Int) -> Int", "b": (b)]"##),
        (
            "@Op func f(a: @escaping @Sendable (Int) async -> Int = { $0 }) {}",
            ##"["a": "@escaping @Sendable (Int) async -> Int"]"##
        ),
        ("@Op func f(a: ((Int) -> Int), b: Box<() -> Int>) {}", ##"["a": "((Int) -> Int)", "b": (b)]"##),
        ("@Op func f<T: Box<(a: Int, b: Int)>>(a: T, b: some P<Int, Int>) {}", #"["a": (a), "b": (b)]"#),
        ("@Op func é(ß: Int) {}", #"["ß": (ß)]"#),
    ])
    func `parameters are told apart`(_ declaration: String, _ inputs: String) throws {
        #expect(try self.inputs(declaration) == inputs)
    }

    @Test(arguments: [
        ([], "f"),
        (["struct Loom {}"], "Loom.f"),
        (["\n  @MainActor public final class Loom<T>: Machine where T: A {}", "enum Mill {}"], "Mill.Loom.f"),
        (["extension Mill.Loom where T == Int {}"], "Mill.Loom.f"),
        (["@available(macOS 15, *) actor `Loom` {}"], "Loom.f"),
        (["func outer() ", "struct Loom {}"], "f"),
        (["struct Loom {}", "func outer()"], "Loom.f"),
        (["{ x in }"], "f"), (["struct"], "f"), ([""], "f"), (["\"", "struct Loom {}"], "f"),
    ])
    func `a method is named after its types`(_ contexts: [String], _ name: String) throws {
        #expect(try self.body("@Op func f() {}", contexts: contexts).contains("function: \"\(name)\")"))
    }

    @Test(arguments: [
        ("@Op", ""), ("@Op()", ""), ("@Op(nil)", ""), ("@Op(\"weave\")", ", name: \"weave\""),
        (
            "// before\n@Op( \"a, b)\", displayName: \"c: \\(\"d\")\" )",
            ", name: \"a, b)\", displayName: \"c: \\(\"d\")\""
        ),
        ("@WeaveMacros.Op(displayName: \"x\")", ", displayName: \"x\""),
    ])
    func `arguments of the attribute go on as they are`(_ attribute: String, _ arguments: String) throws {
        let body = try self.body("@Op func f() {}", attribute: attribute)
        #expect(body.contains("function: \"f\"\(arguments)).call("))
    }

    @Test func `code keeps its lines in messages`() throws {
        let declaration = "\n\n/// Weaves.\n@Op\nfunc weave(\n) {\n    go()\n}"
        let place = OpExpansion.Place(file: "Looms/Loom.swift", line: 10)
        let body = try OpExpansion(attribute: "@Op", declaration: declaration, place: place).body
        #expect(
            body.contains("#sourceLocation(file: \"Looms/Loom.swift\", line: 15)\n\n    go()\n\n#sourceLocation()\n"))
        let odd = try OpExpansion(attribute: "@Op", declaration: declaration, place: .init(file: "a\"b", line: 1)).body
        #expect(!odd.contains("#sourceLocation"))
    }

    @Test func `the text of an op is its source, wherever it stands`() throws {
        let text = #""@Op func f() {\n    let a = \"\\(1)\"\n\n    // b\n}""#
        let declaration = "@Op func f() {\n    let a = \"\\(1)\"\n\n    // b\n}"
        #expect(try self.body(declaration).contains(text))
        let lines = declaration.split(separator: "\n", omittingEmptySubsequences: false)
        for indentation in ["    ", "\t\t", " "] {
            #expect(try self.body("\n// c\n" + lines.map { indentation + $0 }.joined(separator: "\n")).contains(text))
            #expect(try self.body(lines.map { indentation + $0 }.joined(separator: "\r\n")).contains(text))
        }
        #expect(try !self.body(declaration.replacing("// b", with: "// c")).contains(text))
    }
}

import Testing
import TreadleCore
import TreadleTrace

@Suite struct RefResolverTests {
    private static let base = "weave:///mill/looms/object/"
    private let source = ScriptedRefSource()

    init() throws {
        try self.source.add("loom:1", #"{"rows":[10,{"k":"v"},null],"d":{"a b/c":[1,2]},"n":null,"n":3}"#)
        try self.source.add("mill:1", #"{"loom":"\#(Self.base)loom:1","deep":"\#(Self.base)loom:1/attr/rows/index/1"}"#)
        try self.source.add("set:1", #"{"rows":"weave:///mill/looms/table/T","name":"set"}"#)
        try self.source.add("text:1", #""plain""#)
        try self.source.add("op warp:1", #"{"_type":"CustomWeaveType"}"#)
        self.source.objects["gone:1"] = .deleted
        try self.source.add(
            "links:1",
            """
            {"gone":"\(Self.base)gone:1","lost":"\(Self.base)lost:1","call":"weave:///mill/looms/call/1",
             "far":"weave:///mill/dyes/object/loom:1","broken":"weave:///mill/looms/object/loom"}
            """)
        self.source.tables["T"] = [
            ("A", try RawJSON(#"{"q":1,"next":"\#(Self.base)mill:1"}"#)), ("B", try RawJSON(#"{"q":2}"#)),
        ]
    }

    private func value(_ text: String) throws -> String {
        try RefResolver(self.source).value(of: WeaveRef(parsing: Self.base + text)).text
    }

    @Test(arguments: [
        ("loom:1/attr/rows/index/0", "10"), ("loom:1/key/rows/index/1/key/k", #""v""#),
        ("loom:1/attr/d/key/a%20b%2Fc/index/1", "2"), ("loom:1/attr/n", "3"), ("text:1", #""plain""#),
        ("loom:1/attr/rows/index/2", "null"), ("loom:1/attr/nope", "null"), ("loom:1/attr/rows/index/3", "null"),
        ("loom:1/attr/rows/index/-1", "null"), ("loom:1/attr/rows/attr/0", "null"), ("loom:1/index/0", "null"),
        ("loom:1/attr/rows/index/0/key/x", "null"), ("text:1/index/0", "null"), ("loom:1/id/A", "null"),
        ("loom:1/attr/nope/attr/more/index/9", "null"),
    ])
    func `a path leads into the value, or to null`(path: String, value: String) throws {
        #expect(try self.value(path) == value)
    }

    @Test(arguments: [
        ("mill:1/attr/loom/attr/rows/index/0", "10"), ("mill:1/key/deep/key/k", #""v""#),
        ("set:1/attr/rows/id/B/key/q", "2"), ("set:1/attr/rows/id/A/key/next/key/deep/key/k", #""v""#),
        ("set:1/attr/rows/index/1/key/q", "2"), ("set:1/attr/rows/index/2", "null"),
        ("set:1/attr/rows/index/-1", "null"), ("set:1/attr/rows/key/q", "null"), ("links:1/attr/gone/attr/x", "null"),
        ("links:1/attr/call/attr/x", "null"), ("links:1/attr/far/attr/rows", "null"),
        ("links:1/attr/broken/attr/x", "null"), ("gone:1", "null"), ("gone:1/attr/x", "null"),
    ])
    func `refs on the way are followed`(path: String, value: String) throws {
        #expect(try self.value(path) == value)
    }

    @Test func `a ref at the end stays a text`() throws {
        #expect(try self.value("mill:1/attr/loom") == #""\#(Self.base)loom:1""#)
        #expect(try self.value("set:1/attr/rows") == #""weave:///mill/looms/table/T""#)
        #expect(try self.value("links:1/attr/far") == #""weave:///mill/dyes/object/loom:1""#)
    }

    @Test(arguments: ["lost:1", "loom:2", "links:1/attr/lost/attr/x", "set:1/attr/rows/id/C", "warp:1"])
    func `a digest that nothing has is not found`(path: String) throws {
        let error = #expect(throws: TraceError.self) { try self.value(path) }
        #expect(error?.code == .notFound)
        let ref = try WeaveRef(parsing: Self.base + path)
        #expect(try RefResolver(self.source).valueIfThere(of: ref) == nil)
    }

    @Test func `an op and an object of one name are two`() throws {
        let ref = try WeaveRef(parsing: "weave:///mill/looms/op/warp:1/attr/_type")
        #expect(try RefResolver(self.source).value(of: ref).text == #""CustomWeaveType""#)
    }

    @Test(arguments: ["table/T", "call/1", "agent_turn/1"])
    func `other things than objects have no values`(rest: String) throws {
        let ref = try WeaveRef(parsing: "weave:///mill/looms/" + rest)
        #expect(throws: TraceError.self) { try RefResolver(self.source).value(of: ref) }
        #expect(try RefResolver(self.source).valueIfThere(of: ref) == nil)
    }

    @Test func `circles end`() throws {
        try self.source.add("self:prod", #""\#(Self.base)self:prod/attr/x""#)
        try self.source.add("left:prod", #"{"x":"\#(Self.base)right:prod"}"#)
        try self.source.add("right:prod", #"{"x":"\#(Self.base)left:prod"}"#)
        let many = String(repeating: "/attr/x", count: 200)
        #expect(try self.value("self:prod/attr/x") == "null")
        #expect(try self.value("left:prod" + many) == "null")
        #expect(try self.value("left:prod/attr/x/attr/x") == #""\#(Self.base)left:prod""#)
    }

    @Test func `so many refs in a row are followed, and no more`() throws {
        let last = RefResolver.maximumHops + 1
        for number in 0..<last { try self.source.add("c\(number):1", #"{"x":"\#(Self.base)c\#(number + 1):1"}"#) }
        try self.source.add("c\(last):1", #"{"x":7}"#)
        let path = String(repeating: "/attr/x", count: RefResolver.maximumHops + 1)
        #expect(try self.value("c1:1" + path) == "7")
        #expect(try self.value("c0:1" + path + "/attr/x") == "null")
    }

    @Test func `an object is read once for many refs into it`() throws {
        let texts = (0..<100).map { Self.base + "loom:1/attr/rows/index/\($0 % 3)" }
        let values = try RefBatch(texts).values(from: self.source)
        #expect(values.prefix(3).map(\.text) == ["10", #"{"k":"v"}"#, "null"])
        #expect(self.source.objectLookups == ["loom:1"])
    }

    @Test func `a batch is checked before anything is looked up`() throws {
        for bad in [
            "not-a-ref", "weave:///mill/looms/table/T", "weave:///mill/looms/call/1", Self.base + "loom:latest",
        ] {
            let error = #expect(throws: TraceError.self) { _ = try RefBatch([Self.base + "lost:1", bad]) }
            #expect(error?.code == .invalidRequest)
        }
        let refs = [String](repeating: Self.base + "loom:1", count: RefBatch.maximumCount)
        #expect(try RefBatch(refs).values(from: self.source).count == RefBatch.maximumCount)
        #expect(throws: TraceError.self) { _ = try RefBatch(refs + refs.prefix(1)) }
        #expect(try RefBatch([]).values(from: self.source).isEmpty)
    }
}

import Testing
import TreadleCore
import TreadleTrace

@Suite struct ObjectClassTests {
    @Test(arguments: [
        (#"{"_class_name":"Loom","_bases":["Object","BaseModel"]}"#, "Loom", "Loom"),
        (#"{"_class_name":"Loom","_bases":["BaseObject","BaseModel"]}"#, "Loom", "Loom"),
        (#"{"_class_name":"Loom","_bases":["Machine","Object","BaseModel"]}"#, "Loom", "Machine"),
        (#"{"_class_name":"Loom","_bases":["Frame","Machine","Object","BaseModel"]}"#, "Loom", "Machine"),
        (#"{"_bases":["Machine","Object","BaseModel"],"_class_name":"Jacquard"}"#, "Jacquard", "Machine"),
    ])
    func `classes are read from the bases`(value: String, leaf: String, base: String) throws {
        let classes = ObjectClasses(of: try RawJSON(value))
        #expect(classes.leaf == leaf)
        #expect(classes.base == base)
        #expect(classes.kind == .object)
    }

    @Test(arguments: [
        "1", "null", #""Loom""#, "[]", "{}", #"{"_class_name":"Loom"}"#, #"{"_class_name":"Loom","_bases":[]}"#,
        #"{"_class_name":"Loom","_bases":["BaseModel"]}"#, #"{"_class_name":"Loom","_bases":["BaseModel","Object"]}"#,
        #"{"_class_name":"Loom","_bases":["Machine","BaseModel"]}"#, #"{"_bases":["Object","BaseModel"]}"#,
        #"{"_class_name":7,"_bases":["Object","BaseModel"]}"#, #"{"_class_name":"Loom","_bases":"BaseModel"}"#,
        #"{"_class_name":"Loom","_bases":[1,"Object","BaseModel"]}"#,
    ])
    func `anything else is of no class`(value: String) throws {
        let classes = ObjectClasses(of: try RawJSON(value))
        #expect(classes.leaf == nil && classes.base == nil && classes.kind == .object)
    }

    @Test(arguments: [
        (#"{"_type":"CustomWeaveType","weave_type":{"type":"Op"},"files":{}}"#, true),
        (#"{"weave_type":{"x":1,"type":"Op"},"_type":"CustomWeaveType"}"#, true),
        (#"{"_type":"CustomWeaveType","weave_type":{"type":"PIL.Image.Image"}}"#, false),
        (#"{"_type":"CustomWeaveType","weave_type":"Op"}"#, false), (#"{"weave_type":{"type":"Op"}}"#, false),
        (#"{"_type":"Op","weave_type":{"type":"Op"}}"#, false),
    ])
    func `an op is told by its type`(value: String, isOp: Bool) throws {
        #expect((ObjectClasses(of: try RawJSON(value)).kind == .op) == isOp)
    }

    @Test(arguments: [
        ("latest", VersionReference.latest), ("v0", .number(0)), ("v12", .number(12)), ("v007", .number(7)),
        ("v99999999999999999999", .number(.max)), ("v", .digestOrAlias("v")), ("v1a", .digestOrAlias("v1a")),
        ("V1", .digestOrAlias("V1")), ("v-1", .digestOrAlias("v-1")), ("Latest", .digestOrAlias("Latest")),
        ("", .digestOrAlias("")), ("v٣", .digestOrAlias("v٣")),
    ])
    func `versions are named in three ways`(text: String, reference: VersionReference) {
        #expect(VersionReference(text) == reference)
    }

    @Test(arguments: [
        "a", "Loom_7.b-c", "織機", "é", "-", ".", "_", "0", String(repeating: "x", count: 128), "٣", "½",
        String(repeating: "織", count: 128),
    ])
    func `names may hold letters, digits and three signs`(name: String) throws {
        try NameRules.checkObjectID(name)
    }

    @Test(arguments: [
        ("", TraceError.Code.unprocessable), ("a b", .unprocessable), ("a/b", .unprocessable), ("a:b", .unprocessable),
        ("a\u{0}", .unprocessable), ("e\u{301}", .unprocessable), ("🧵", .unprocessable), ("a\n", .unprocessable),
        ("a'", .unprocessable), (String(repeating: "x", count: 129), .invalidRequest),
        (String(repeating: "織", count: 129), .invalidRequest),
    ])
    func `other names are refused`(name: String, code: TraceError.Code) {
        let error = #expect(throws: TraceError.self) { try NameRules.checkObjectID(name) }
        #expect(error?.code == code)
    }

    @Test(arguments: ["a", "good one", "a-b_c 7", "織機 織", String(repeating: "x", count: 256)])
    func `tags are words with spaces between them`(tag: String) throws {
        try NameRules.checkTag(tag)
    }

    @Test(arguments: [
        "", " ", "a ", " a", "a  b", "a.b", "a:b", "a/b", "a\tb", "a\n", String(repeating: "x", count: 257),
    ])
    func `other tags are refused`(tag: String) {
        let error = #expect(throws: TraceError.self) { try NameRules.checkTag(tag) }
        #expect(error?.code == .invalidRequest)
    }

    @Test(arguments: [
        "prod", "a b", "v", "v1a", "1", "Latest", "é 🧵", "a.b", "vv1", String(repeating: "x", count: 128),
    ])
    func `aliases may be nearly anything`(alias: String) throws {
        try NameRules.checkAlias(alias)
    }

    @Test(arguments: [
        "", "latest", "v0", "v123", "v٣", "a/b", "a:b", "/", ":", String(repeating: "x", count: 129),
    ])
    func `what stands for something else is no alias`(alias: String) {
        let error = #expect(throws: TraceError.self) { try NameRules.checkAlias(alias) }
        #expect(error?.code == .invalidRequest)
    }
}

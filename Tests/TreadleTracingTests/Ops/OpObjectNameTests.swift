import Testing

@testable import TreadleTracing

@Suite struct OpObjectNameTests {
    @Test(arguments: [
        ("weave_cloth", "weave_cloth"), ("Mill.weave(warp:weft:)", "Mill.weave-warp-weft"), ("  a  b ", "a-b"),
        ("__init__", "init"), ("a..b", "a-b"), ("a-_.b", "a-b"), ("._x_.", "x"), (".a", ".a"), ("a.b", "a.b"),
        ("tool.read file", "tool.read-file"), ("größe", "größe"), ("織る", "織る"), ("a/b/c", "a-b-c"), ("-a-", "a"),
        ("x²", "x²"), ("e\u{301}", "e"), ("a_-b", "a-b"), ("weave🧵cloth", "weave-cloth"), ("9", "9"), ("...", "op"),
        ("", "op"),
    ])
    func `names are spelled as Weave's clients spell them`(name: String, spelled: String) {
        #expect(OpObjectName.spelled(name) == spelled)
    }

    @Test func `a name has at most 128 characters`() {
        #expect(OpObjectName.spelled(String(repeating: "a", count: 128)).count == 128)
        #expect(OpObjectName.spelled(String(repeating: "a", count: 129)).count == 128)
    }
}

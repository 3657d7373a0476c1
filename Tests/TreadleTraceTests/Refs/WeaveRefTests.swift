import Testing
import TreadleCore
import TreadleTrace

@Suite struct WeaveRefTests {
    static let texts = [
        "weave:///mill/looms/object/warp:abc", "weave:///mill/looms/op/weave_row:latest",
        "weave:///mill/looms/object/warp:abc/attr/rows/id/XYZ", "weave:///mill/looms/object/warp:v7/index/-1",
        "weave:///mill/looms/object/warp:abc/key/a%20b%2Fc/index/0", "weave:///mill/looms/object/warp:abc/key/",
        "weave:///mill/looms/table/0123", "weave:///mill/looms/call/7", "weave:///mill/looms/call/7/attr/x",
        "weave:///mill/looms/agent_turn/1", "weave:///mill/looms/agent_conversation/a%2Fb",
        "weave:///mill/looms/agent_span/2", "weave:///mill north/looms%201/object/warp:abc",
    ]

    @Test(arguments: texts)
    func `a ref comes out as it went in`(text: String) throws {
        let ref = try WeaveRef(parsing: text)
        #expect(ref.text == text)
        #expect(WeaveRef(text) == ref && WeaveRef(RawJSON(string: text)) == ref)
    }

    @Test func `its parts are what they say`() throws {
        let ref = try WeaveRef(parsing: "weave:///mill/looms/op/warp:abc/attr/a/key/b%2Fc/index/3/id/D")
        #expect(ref.projectID == "mill/looms")
        #expect(ref.objectKey == ObjectKey(projectID: "mill/looms", objectID: "warp", version: "abc"))
        guard case .object(_, _, .op) = ref.target else { return #expect(Bool(false), "\(ref.target)") }
        #expect(ref.path.map(Self.spelling) == ["attribute a", "key b/c", "index 3", "row D"])
        #expect(try WeaveRef(parsing: "weave:///mill/looms/table/0123").objectKey == nil)
    }

    private static func spelling(_ step: WeaveRef.Step) -> String {
        switch step {
        case .attribute(let name): "attribute \(name)"
        case .key(let name): "key \(name)"
        case .index(let index): "index \(index)"
        case .row(let digest): "row \(digest)"
        }
    }

    @Test func `an object with a slash behind it is itself`() throws {
        #expect(try WeaveRef(parsing: "weave:///mill/looms/object/warp:abc/").text == Self.texts[0])
    }

    @Test func `an index beyond any list is one`() throws {
        let ref = try WeaveRef(parsing: "weave:///mill/looms/object/warp:abc/index/99999999999999999999")
        #expect(ref.path.map(Self.spelling) == ["index \(Int.max)"])
    }

    @Test(arguments: [
        "", "warp", "weave://", "weave:///", "weave:///mill", "weave:///mill/looms", "weave:///mill/looms/object",
        "weave:///mill/looms/object/", "weave:///mill/looms/object/warp", "weave:///mill/looms/object/warp:",
        "weave:///mill/looms/object/:abc", "weave:///mill/looms/object/warp:a:b", "weave:////looms/object/warp:abc",
        "weave:///mill//object/warp:abc", "weave:///mill/looms/thing/1", "weave:///mill/looms/Object/warp:abc",
        "weave:///mill/looms/object/warp:abc/attr", "weave:///mill/looms/object/warp:abc/attr/a/key",
        "weave:///mill/looms/object/warp:abc/member/a", "weave:///mill/looms/object/warp:abc/index/one",
        "weave:///mill/looms/object/warp:abc/index/", "weave:///mill/looms/object/warp:abc/index/-",
        "weave:///mill/looms/object/warp:abc/index/+1", "weave:///mill/looms/object/warp:abc/index/1.0",
        "weave:///mill/looms/object/warp:abc/key/100%", "weave:///mill/looms/object/warp:abc/key/%C3",
        "weave:///mill/looms/object/warp:abc//", "weave:///mill/looms/table/", "weave:///mill/looms/table/1/id/2",
        "weave:///mill/looms/agent_turn/a/b", "weave:///mill/looms/call/", "weave-trace-internal:///x/object/a:b",
        " weave:///mill/looms/object/warp:abc", "Weave:///mill/looms/object/warp:abc",
        "wandb-artifact:///mill/looms/warp:v0/obj",
    ])
    func `what is no ref is just text, or says what is wrong`(text: String) {
        let error = #expect(throws: TraceError.self) { try WeaveRef(parsing: text) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains("warp:") == false, "no payload in a message")
        #expect(WeaveRef(text) == nil && WeaveRef(RawJSON(string: text)) == nil)
    }

    @Test func `a JSON value is a ref however its text is escaped, and only a text is`() throws {
        let plain = Self.texts[0]
        for spelling in [
            #""\u0077eave:///mill/looms/object/warp:abc""#, #""weave:\/\/\/mill\/looms\/object\/warp:abc""#,
        ] {
            #expect(WeaveRef(try RawJSON(spelling))?.text == plain)
        }
        for other in ["7", "null", #"["\#(plain)"]"#, #"{"weave:///":1}"#, #""""#, #""w""#] {
            #expect(WeaveRef(try RawJSON(other)) == nil)
        }
    }

    @Test func `refs that only look alike differ`() throws {
        let composed = try WeaveRef(parsing: "weave:///mill/looms/object/caf\u{E9}:abc")
        let decomposed = try WeaveRef(parsing: "weave:///mill/looms/object/cafe\u{301}:abc")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed, composed]).count == 2)
    }
}

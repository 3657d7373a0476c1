import Testing
import TreadleCore

@Suite struct RawJSONPartsTests {
    private let loom = #"{ "id" : 7 , "a\u0062c" : "x" , "warp" : { "ends" : [ 1 , 2.0 , 3e0 ] } , "id" : 8 }"#

    @Test func `members come in their order, names decoded, values as they were`() throws {
        let members = try RawJSON(self.loom).members()
        #expect(members.map(\.name) == ["id", "abc", "warp", "id"])
        #expect(members.map(\.value.text) == ["7", #""x""#, #"{ "ends" : [ 1 , 2.0 , 3e0 ] }"#, "8"])
    }

    @Test func `where a name stands twice the last one wins`() throws {
        let raw = try RawJSON(self.loom)
        #expect(raw["id"]?.integer == 8)
        #expect(JSONValue(raw)["id"]?.integer == 8)
        #expect(raw.values(for: ["id"]).map { $0?.integer } == [8])
    }

    @Test func `a name is found however it is spelled`() throws {
        let raw = try RawJSON(self.loom)
        #expect(raw["abc"]?.string == "x")
        #expect(raw.values(for: ["warp", "none", "abc"]).map { $0?.kind } == [.object, nil, .string])
        #expect(raw["warp"]?["ends"]?.elements().map(\.text) == ["1", "2.0", "3e0"])
        #expect(raw["ab"] == nil)
        #expect(raw[#"a\u0062c"#] == nil)
    }

    @Test func `a name with a backslash in it is not mistaken for an escape`() throws {
        #expect(try RawJSON(#"{"\n":1}"#)[#"\n"#] == nil)
        #expect(try RawJSON(#"{"\n":1}"#)["\n"]?.integer == 1)
        #expect(try RawJSON(#"{"\\n":1}"#)[#"\n"#]?.integer == 1)
        #expect(try RawJSON(#"{"\\n":1}"#)[#"\\n"#] == nil)
        #expect(try RawJSON(#"{"\n":1}"#).values(for: [#"\n"#]) == [nil])
    }

    @Test func `other kinds have no parts`() throws {
        for text in ["null", "1", #""{}""#, "[]", "[1]"] {
            #expect(try RawJSON(text).members().isEmpty)
            #expect(try RawJSON(text)["a"] == nil)
        }
        for text in ["null", #""[1]""#, "{}", #"{"a":[1]}"#, "[]", "[ ]"] {
            #expect(try RawJSON(text).elements().isEmpty)
        }
    }

    @Test func `setting changes what it is told and leaves every other byte`() throws {
        let raw = try RawJSON(#"{"a" : 1.0, "b":[ 1 ], "big":123456789012345678901234567890}"#)
        let changed = raw.setting([("b", .null), ("new", .emptyObject), ("absent", nil)])
        #expect(changed.text == #"{"a":1.0,"b":null,"big":123456789012345678901234567890,"new":{}}"#)
        #expect(raw.setting([("a", nil), ("b", nil), ("big", nil)]).text == "{}")
        #expect(try RawJSON("[1]").setting([("a", .null)]).text == "[1]")
        #expect(RawJSON.emptyObject.setting([]).text == "{}")
    }

    @Test func `setting takes out every member of a name that stood twice`() throws {
        let raw = try RawJSON(#"{"a":1,"b":2,"\u0061":3}"#)
        #expect(raw.setting([("a", .null)]).text == #"{"a":null,"b":2}"#)
        #expect(raw.setting([("a", nil)]).text == #"{"b":2}"#)
    }

    @Test func `of two changes to a name the last one wins`() throws {
        let raw = try RawJSON(#"{"a":1}"#)
        #expect(raw.setting([("a", .null), ("a", nil)]).text == "{}")
        #expect(raw.setting([("b", .null), ("b", .emptyObject)]).text == #"{"a":1,"b":{}}"#)
    }

    @Test func `names that only look alike stay apart`() throws {
        // é as one scalar, and as e with an accent: equal to Swift, two names to JSON.
        let raw = try RawJSON("{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(raw["\u{E9}"]?.integer == 1)
        #expect(JSONValue(raw)["\u{E9}"]?.integer == 1)
        #expect(
            raw.setting([("\u{E9}", .null)]).text.unicodeScalars.elementsEqual(
                "{\"\u{E9}\":null,\"e\u{301}\":2}".unicodeScalars))
        var object = try #require(JSONValue(raw).object)
        object["e\u{301}"] = nil
        #expect(object.members.count == 1)
    }
}

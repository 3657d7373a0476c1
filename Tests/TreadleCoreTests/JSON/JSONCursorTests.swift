import Testing
import TreadleCore

@Suite struct JSONCursorTests {
    private func read<Success>(
        _ text: String, depth: Int = 256, _ body: (inout JSONCursor) throws -> Success
    ) throws -> Success {
        try JSONCursor.reading(Array(text.utf8)[...], limits: JSONLimits(maximumDepth: depth), body)
    }

    private let loom = #" { "id" : 7 , "a\u0062c" : "x" , "warp" : { "ends" : [ 1 , 2.0 , 3e0 ] } , "id" : 8 } "#

    @Test func `members are taken as they come, names decoded, values as they were`() throws {
        var members: [String] = []
        try self.read(self.loom) { cursor in
            #expect(cursor.kind == .object)
            try cursor.forEachMember { name, cursor in
                #expect(name.spells("abc") == (name.text == "abc"))
                members.append("\(name.text)=\(try cursor.value().text)")
            }
        }
        #expect(members == ["id=7", #"abc="x""#, #"warp={ "ends" : [ 1 , 2.0 , 3e0 ] }"#, "id=8"])
    }

    @Test func `what is not taken is skipped`() throws {
        var ends: [Int?] = []
        try self.read(self.loom) { cursor in
            try cursor.forEachMember { name, cursor in
                guard name.spells("warp") else { return }
                try cursor.forEachMember { _, cursor in
                    try cursor.forEachElement { cursor in
                        // The second one is left.
                        if ends.count != 1 { ends.append(try cursor.value().integer) } else { ends.append(nil) }
                    }
                }
            }
        }
        #expect(ends == [1, nil, 3])
        try self.read(self.loom) { _ in }
    }

    @Test func `several members in one pass`() throws {
        let values = try self.read(self.loom) { try $0.values(for: ["warp", "none", "abc", "id"]) }
        #expect(values.map { $0?.kind } == [.object, nil, .string, .number])
        #expect(values[3]?.integer == 8)
    }

    @Test func `names are told apart by what they say`() throws {
        for (text, says) in [
            (#"{"id":1}"#, true), (#"{"\u0069d":1}"#, true), (#"{"ID":1}"#, false), (#"{"i":1}"#, false),
            (#"{"id\\":1}"#, false), (#"{"":1}"#, false), (#"{"ie":1}"#, false), (#"{"i\"":1}"#, false),
        ] {
            try self.read(text) { cursor in try cursor.forEachMember { name, _ in #expect(name.spells("id") == says) } }
        }
    }

    @Test(arguments: ["{}", "[]", "[ ]", "{ }", "null", "-1.5e3", #""織""#, "[[],{}]", #"{"a":{"b":[{}]}}"#])
    func `whatever is JSON is walked over whole`(text: String) throws {
        func walk(_ cursor: inout JSONCursor) throws -> String {
            var parts: [String] = []
            switch cursor.kind {
            case .object:
                try cursor.forEachMember { name, cursor in
                    parts.append("\(RawJSON(string: name.text).text):\(try walk(&cursor))")
                }
                return "{\(parts.joined(separator: ","))}"
            case .array:
                try cursor.forEachElement { parts.append(try walk(&$0)) }
                return "[\(parts.joined(separator: ","))]"
            default: return try cursor.value().text
            }
        }
        #expect(try self.read(text, walk) == text.filter { $0 != " " })
        #expect(try self.read("\n\(text)\t") { try $0.value() }.text == text)
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{"a":1 "b":2}"#, "{1:2}", "[1,]", "[1 2]", "[,]",
        "{} {}", #"{"a":tru}"#, #"{"a":"\x"}"#, #"{"a":01}"#, "[}", "{]", "{\"a\":\u{1}1}", "{\"a", "{,}",
    ])
    func `what is not JSON is an error, taken or not`(text: String) throws {
        for takesAll in [true, false] {
            #expect(throws: JSONError.self) {
                try self.read(text) { cursor in
                    switch cursor.kind {
                    case .object:
                        try cursor.forEachMember { _, cursor in if takesAll { _ = try cursor.value() } }
                    case .array: try cursor.forEachElement { cursor in if takesAll { _ = try cursor.value() } }
                    default: if takesAll { _ = try cursor.value() }
                    }
                }
            }
        }
    }

    @Test func `another kind than the one that is asked for is an error`() {
        #expect(throws: JSONError.self) { try self.read("[]") { try $0.forEachMember { _, _ in } } }
        #expect(throws: JSONError.self) { try self.read("{}") { try $0.forEachElement { _ in } } }
    }

    @Test func `depth counts from the outside, walked into or not`() throws {
        let text = #"{"a":[[1]]}"#
        for depth in 0...4 {
            let isDeepEnough = depth >= 3
            for levels in 0...3 {
                let body = { (cursor: inout JSONCursor) throws in
                    guard levels > 0 else { return }
                    try cursor.forEachMember { _, cursor in
                        guard levels > 1 else { return }
                        try cursor.forEachElement { cursor in
                            if levels > 2 { try cursor.forEachElement { _ = try $0.value() } }
                        }
                    }
                }
                if isDeepEnough {
                    try self.read(text, depth: depth, body)
                } else {
                    #expect(throws: JSONError.self) { try self.read(text, depth: depth, body) }
                }
            }
        }
    }

    @Test func `what the visitor throws comes through`() {
        struct Broken: Error {}
        #expect(throws: Broken.self) { try self.read("[1]") { try $0.forEachElement { _ in throw Broken() } } }
    }
}

import Testing
import TreadleCore
import TreadleTrace
import TreadleTesting

@testable import TreadleTraceSQLite

/// The functions that SQLite calls: below them lies C, so whatever they are given, they answer.
@Suite struct QueryFunctionTests {
    private static let ofJSON = [
        "treadle_number", "treadle_boolean", "treadle_text", "treadle_time", "treadle_exists", "treadle_canonical",
        "treadle_key", "treadle_mirrored_key",
    ]
    private static let ofValue = [
        "treadle_number_of", "treadle_text_of", "treadle_truncated", "treadle_time_of", "treadle_seconds",
        "treadle_time_text", "treadle_has_failed_below",
    ]

    private func connect() throws -> Connection {
        let connection = try Connection(path: ":memory:", access: .creating, busyTimeout: .zero)
        try connection.defineQueryFunctions()
        return connection
    }

    private static func path(_ names: String...) -> PathObject {
        PathObject(JSONPath(names.map { QueryField.PathStep($0) }))
    }

    /// Calls every function of JSON with a text that may be anything.
    private func callAll(_ text: [UInt8], over connection: Connection) throws {
        let json = SQL.list([.utf8(text[...])])
        for path in [Self.path(), Self.path("x"), Self.path("0"), Self.path("x", "y"), Self.path("x", "1", "y")] {
            for function in Self.ofJSON {
                try connection.run("SELECT \(SQL(stringLiteral: function))(\(json), \(object: path))")
            }
            try connection.run("SELECT treadle_compare(\(json), \(object: path), \(json), \(object: path))")
        }
        let refs = RefPatterns(["weave:///mill/looms/object/yarn:*", "x", ""])
        try connection.run("SELECT treadle_mentions(\(json), \(object: refs))")
        try connection.run("SELECT treadle_has_failed_below(\(json)), treadle_attributes(\(json), \(json))")
        try connection.run("SELECT treadle_contains(\(json), \(json)), treadle_contains_ignoring_case(\(json), 'x')")
    }

    private static let whole = [
        #"{"x": [1, {"y": "a\u00e9\ud83e\uddf5\n"}], "status_counts": {"error": 3}, "\u0078": {"y": -1.5e3}}"#,
        #"["weave:///mill/looms/object/yarn:1", {"x": "2026-01-01"}, true, false, null, "\ud800"]"#,
        #""\"\\\/\b\f\n\r\t""#,
    ]

    @Test func `JSON that was cut off is answered`() throws {
        let connection = try self.connect()
        for text in Self.whole {
            for length in 0..<text.utf8.count { try self.callAll(Array(text.utf8.prefix(length)), over: connection) }
        }
    }

    @Test func `JSON with damaged bytes is answered`() throws {
        let connection = try self.connect()
        var random = SeededGenerator(seed: 7)
        for text in Self.whole {
            for _ in 0..<300 {
                var bytes = Array(text.utf8)
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let damage: UInt8? = [0, 0x22, 0x5C, 0x7B, 0x5B, 0x7D, 0x5D, 0x75, 0xFF, 0xC3, 0x2C, 0x3A]
                        .randomElement(
                            using: &random)
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = damage ?? 0
                }
                try self.callAll(bytes, over: connection)
            }
        }
    }

    @Test func `JSON nested beyond all measure is answered`() throws {
        let connection = try self.connect()
        for (open, close) in [("[", "]"), (#"{"x":"#, "}")] {
            let deep = String(repeating: open, count: 50_000) + "1" + String(repeating: close, count: 50_000)
            try self.callAll(Array(deep.utf8), over: connection)
        }
        let numbers = "[" + String(repeating: "9", count: 100_000) + "]"
        try self.callAll(Array(numbers.utf8), over: connection)
    }

    @Test func `values of other kinds have no answer`() throws {
        let connection = try self.connect()
        let others: [SQL.Value] = [.null, .integer(.min), .integer(.max), .real(1e308), .blob([0xFF]), .text("x")]
        for value in others {
            let argument = SQL.list([value])
            for function in Self.ofValue {
                try connection.run("SELECT \(SQL(stringLiteral: function))(\(argument))")
            }
            for function in Self.ofJSON {
                // A path that is none.
                let name = SQL(stringLiteral: function)
                let answer = try connection.integer(
                    "SELECT \(name)(\(argument), 'x') IS NULL OR \(name)(\(argument), 'x') = 0")
                #expect(answer == 1, "\(function) of \(value)")
            }
            #expect(try connection.integer("SELECT treadle_mentions(\(argument), \(object: Self.path()))") == 0)
        }
    }

    @Test func `a path is not mistaken for a list of refs`() throws {
        let connection = try self.connect()
        let json = try RawJSON(#"{"x": "weave:///mill/looms/object/yarn:1"}"#)
        let refs = RefPatterns(["weave:///mill/looms/object/yarn:1"])
        #expect(try connection.integer("SELECT treadle_mentions(\(json), \(object: refs))") == 1)
        #expect(try connection.integer("SELECT treadle_mentions(\(json), \(object: Self.path("x")))") == 0)
        #expect(try connection.integer("SELECT treadle_exists(\(json), \(object: refs))") == 0)
    }

    @Test(arguments: [
        (#"{"a": "weave:///m/l/object/yarn:1"}"#, true), (#"["x", ["weave:///m/l/object/yarn:2/attr/dye"]]"#, true),
        (#"{"weave:///m/l/object/yarn:1": 1}"#, false), (#"{"weave:///m/l/object/yarn:1" : "x"}"#, false),
        (#""weave:\/\/\/m/l/object/yarn:1""#, true), (#"["\u0077eave:///m/l/object/yarn:1"]"#, true),
        (#"["see weave:///m/l/object/yarn:1"]"#, false), (#"["weave:///m/l/object/yarns:1"]"#, false),
        (#"["\u005cu", 1]"#, true), (#"["\\u"]"#, true), (#"["\u0041", "u", "\n"]"#, false),
        (#"["weave:///m/l/object/dye:7"]"#, true), (#"["weave:///m/l/object/dye:77"]"#, false), ("7", false),
    ])
    func `a ref is found as a text at any depth`(json: String, isFound: Bool) throws {
        let connection = try self.connect()
        let refs = RefPatterns(["weave:///m/l/object/yarn:*", "weave:///m/l/object/dye:7", #"\u"#])
        let found = try connection.integer("SELECT treadle_mentions(\(try RawJSON(json)), \(object: refs))")
        #expect(found == (isFound ? 1 : 0))
    }

    @Test func `what is bound lives as long as the statement needs it`() throws {
        let connection = try self.connect()
        weak var object: PathObject?
        do {
            let path = Self.path("x")
            object = path
            let statement = try connection.prepare("SELECT treadle_exists('{\"x\": 1}', \(object: path))")
            withExtendedLifetime(path) {}
            #expect(try statement.step() && statement.integer(at: 0) == 1)
        }
        #expect(object == nil)
    }

    @Test func `a schema that somebody else wrote cannot call them`() throws {
        let connection = try self.connect()
        try connection.execute("CREATE VIEW trap AS SELECT treadle_number_of('1') AS n")
        #expect(throws: SQLiteError.self) { try connection.integer("SELECT n FROM trap") }
    }
}

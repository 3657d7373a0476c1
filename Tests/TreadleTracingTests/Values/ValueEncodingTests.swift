import Foundation
import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

@Suite struct ValueEncodingTests {
    private struct Cloth: Encodable {
        var name: String
        var ends: Int
        var width: Double
        var isDyed: Bool
        var border: [Int]
        var note: String?
        var mill: Mill
    }

    private struct Mill: Encodable { var town: String }

    private enum Yarn: Encodable {
        case wool
        case dyed(color: String, depth: Int)
    }

    private enum Weave: String, Encodable { case twill, satin }

    @Test func `members stand in the order they are encoded in`() {
        let cloth = Cloth(
            name: "herringbone", ends: 400, width: 1.5, isDyed: true, border: [1, 2], note: nil,
            mill: Mill(town: "Leeds"))
        #expect(
            recorded(cloth)
                == #"{"name":"herringbone","ends":400,"width":1.5,"isDyed":true,"border":[1,2],"mill":{"town":"Leeds"}}"#
        )
    }

    @Test func `scalars are JSON's own`() {
        #expect(recorded("warp \"and\" weft\n\u{1}") == #""warp \"and\" weft\n\u0001""#)
        #expect(recorded(7) == "7")
        #expect(recorded(Int8.min) == "-128")
        #expect(recorded(UInt64.max) == "18446744073709551615")
        #expect(recorded(Int128.max) == "170141183460469231731687303715884105727")
        #expect(recorded(1.0) == "1.0")
        #expect(recorded(Float(0.1)) == "0.1")
        #expect(recorded(true) == "true")
        #expect(recorded(String?.none) == "null")
        #expect(recorded(String?.some("weft")) == #""weft""#)
    }

    @Test func `numbers that JSON cannot say are their names`() {
        #expect(recorded([Double.nan, .infinity, -.infinity]) == #"["NaN","Infinity","-Infinity"]"#)
        #expect(recorded([Float.nan, .infinity]) == #"["NaN","Infinity"]"#)
    }

    @Test func `dates, data, addresses and decimals read as people write them`() throws {
        #expect(recorded(Date(timeIntervalSince1970: 1_700_000_000.25)) == #""2023-11-14T22:13:20.250000Z""#)
        #expect(recorded(Date.distantFuture) == #""4001-01-01T00:00:00.000000Z""#)
        #expect(recorded(Date(timeIntervalSince1970: .infinity)) == #""Infinity""#)
        #expect(recorded(Data([1, 2, 255])) == #""AQL/""#)
        #expect(
            recorded(try #require(URL(string: "https://mill.example/looms?id=7")))
                == #""https://mill.example/looms?id=7""#)
        let id = try #require(UUID(uuidString: "0199D8C5-0000-7000-8000-000000000000"))
        #expect(recorded(id) == #""0199D8C5-0000-7000-8000-000000000000""#)
        #expect(recorded(try #require(Decimal(string: "12.50"))) == "12.5")
        #expect(recorded(Decimal.nan) == #""NaN""#)
        #expect(recorded(["woven": Date(timeIntervalSince1970: 0)]) == #"{"woven":"1970-01-01T00:00:00.000000Z"}"#)
    }

    @Test func `enumerations keep the shapes that Swift gives them`() {
        #expect(recorded(Yarn.wool) == #"{"wool":{}}"#)
        #expect(recorded(Yarn.dyed(color: "madder", depth: 3)) == #"{"dyed":{"color":"madder","depth":3}}"#)
        #expect(recorded(Weave.twill) == #""twill""#)
    }

    @Test func `dictionaries have their keys as names, numbers too`() {
        #expect(recorded(["warp": 1]) == #"{"warp":1}"#)
        #expect(recorded([7: "seven"]) == #"{"7":"seven"}"#)
        #expect(recorded([Weave.satin: 1]) == #"["satin",1]"#)
        #expect(recorded([String: Int]()) == "{}")
        #expect(recorded([Int]()) == "[]")
    }

    @Test func `JSON goes in as it is`() throws {
        #expect(recorded(try RawJSON(#"{ "a" : 1e400 }"#)) == #"{ "a" : 1e400 }"#)
        #expect(recorded(["x": JSONValue.array([1, nil, "z"])] as JSONValue) == #"{"x":[1,null,"z"]}"#)
        #expect(recorded(JSONObject([.init("b", 1), .init("a", 2)])) == #"{"b":1,"a":2}"#)
        #expect(recorded([try RawJSON("12345678901234567890123")]) == "[12345678901234567890123]")
    }

    @Test func `other encoders understand JSON, too`() throws {
        let value: JSONValue = ["b": [1, 1.5, true, nil, "z"]]
        #expect(String(decoding: try JSONEncoder().encode(value), as: UTF8.self) == #"{"b":[1,1.5,true,null,"z"]}"#)
        #expect(
            String(decoding: try JSONEncoder().encode([RawJSON(value)]), as: UTF8.self)
                == #"[{"b":[1,1.5,true,null,"z"]}]"#)
    }

    @Test func `inputs keep their order, and their names are escaped`() {
        let recorder = RecordingRecorder()
        let tracer = Tracer(projectID: "mill/looms", recorder: recorder)
        tracer.startCall("weave", inputs: ["weft": "x", "warp": 1, "say \"hi\"": [true]]).finish()
        #expect(recorder.calls.first?.inputs.text == #"{"weft":"x","warp":1,"say \"hi\"":[true]}"#)
    }

    @Test func `long texts are escaped wherever the escape stands`() throws {
        for length in 0..<40 {
            let text =
                String(repeating: "é", count: length % 5) + String(repeating: "w", count: length) + "\"\\\u{1F}\u{7F}"
            #expect(try RawJSON(recorded(text)).string == text)
        }
    }
}

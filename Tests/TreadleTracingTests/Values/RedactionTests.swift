import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

@Suite struct RedactionTests {
    private struct Login: Encodable {
        var user: String
        var api_key: String
        var nested: [[String: String]]
    }

    private struct Shapes: Encodable {
        private enum Key: String, CodingKey { case card, list, object, number }
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            var list = container.nestedUnkeyedContainer(forKey: .card)
            try list.encode("4000")
            var object = container.nestedContainer(keyedBy: Key.self, forKey: .object)
            try object.encode(4000, forKey: .card)
            try object.encode(1, forKey: .number)
        }
    }

    @Test func `secrets are taken out at any depth, whatever the case of their names`() {
        let login = Login(user: "ada", api_key: "sk-1", nested: [["Authorization": "Bearer x", "loom": "7"]])
        let text = recorded(login)
        #expect(!text.contains("sk-1") && !text.contains("Bearer"))
        #expect(text.hasPrefix(#"{"user":"ada","api_key":"REDACTED","nested":[{"#))
        #expect(recorded(["API_KEY": 7]) == #"{"API_KEY":"REDACTED"}"#)
        #expect(recorded(["api_keys": 7]) == #"{"api_keys":7}"#)
        #expect(recorded(["api-key": 7]) == #"{"api-key":7}"#)
    }

    @Test func `any kind of value is taken out`() {
        #expect(
            recorded(Shapes(), redacting: ["card"]) == #"{"card":"REDACTED","object":{"card":"REDACTED","number":1}}"#)
        #expect(recorded(Shapes(), redacting: []) == #"{"card":["4000"],"object":{"card":4000,"number":1}}"#)
        #expect(recorded(["card": [1: 2]], redacting: ["CARD"]) == #"{"card":"REDACTED"}"#)
        #expect(recorded(["card": Int?.none], redacting: ["card"]) == #"{"card":"REDACTED"}"#)
    }

    @Test(arguments: [
        (#"{"api_key":"a"}"#, #"{"api_key":"REDACTED"}"#),
        (#"{ "Api_Key" : {"a":[1]} , "b": 1}"#, #"{ "Api_Key" : "REDACTED" , "b": 1}"#),
        (#"[{"x":{"authorization":[1,{"y":2}],"z":3}}]"#, #"[{"x":{"authorization":"REDACTED","z":3}}]"#),
        (#"{"api\u005fkey":1}"#, #"{"api\u005fkey":"REDACTED"}"#),
        (#"{"text":"\"api_key\": 1"}"#, #"{"text":"\"api_key\": 1"}"#),
        (#"{"text":"a\\","api_key":"b"}"#, #"{"text":"a\\","api_key":"REDACTED"}"#),
        (#"{"api_key_2":1,"_api_key":2}"#, #"{"api_key_2":1,"_api_key":2}"#),
        (#"["api_key",":","authorization"]"#, #"["api_key",":","authorization"]"#),
        (#"{"api_key":1,"api_key":2}"#, #"{"api_key":"REDACTED","api_key":"REDACTED"}"#),
        ("7", "7"), (#"":""#, #"":""#), (#"{"":1}"#, #"{"":1}"#), ("{}", "{}"),
    ])
    func `secrets are taken out of JSON that libraries hand over`(text: String, expected: String) throws {
        #expect(recorded(try RawJSON(text)) == expected)
        #expect(recorded(JSONValue(try RawJSON(text))) == RawJSON(JSONValue(try RawJSON(expected))).text)
        let recorder = RecordingRecorder()
        let tracer = Tracer(projectID: "mill/looms", recorder: recorder)
        let raw = try RawJSON(text)
        tracer.startCall("weave", inputs: raw, attributes: raw).finish(output: raw)
        #expect(recorder.calls.first?.inputs.text == expected)
        #expect(recorder.calls.first?.output?.text == expected)
    }

    @Test func `secrets are taken out of outputs and attributes, of scopes too`() throws {
        let recorder = RecordingRecorder()
        var options = Tracer.Options()
        options.redaction = Redaction(keys: ["pin"])
        let tracer = Tracer(projectID: "mill/looms", recorder: recorder, options: options)
        try withAttributes(RawJSON(#"{"scope":{"pin":1}}"#)) {
            _ = tracer.withCall("a", attributes: ["own": ["pin": 2]]) { call in
                call.setAttribute("late", ["PIN": 3])
                return ["pin": 4]
            }
            tracer.withCall("b") { call in call.setOutput(encoding: ["pin": 5]) }
            try tracer.withCall("c", inputs: RawJSON.emptyObject) { call in call.setOutput(try RawJSON(#"{"pin":6}"#)) }
        }
        let taken = #"{"pin":"REDACTED"}"#
        #expect(
            recorder.call("a")?.attributes.text
                == #"{"scope":\#(taken),"own":\#(taken),"late":{"PIN":"REDACTED"}}"#)
        for name in ["a", "b", "c"] { #expect(recorder.call(name)?.output?.text == taken) }
    }

    @Test func `names with other letters than ASCII's are taken out where they are spelled the same`() {
        #expect(recorded(["GEHEIM_Ü": 1], redacting: ["GEHEIM_Ü"]) == #"{"GEHEIM_Ü":"REDACTED"}"#)
        #expect(recorded(["geheim_Ü": 1], redacting: ["GEHEIM_Ü"]) == #"{"geheim_Ü":"REDACTED"}"#)
        #expect(recorded(["geheim_u": 1], redacting: ["GEHEIM_Ü"]) == #"{"geheim_u":1}"#)
    }

    private enum Field: String, Codable { case loom, api_key }

    private struct Place: Hashable, Encodable { var row: Int }

    /// Swift encodes such a dictionary as an array in which keys and values take turns.
    @Test func `secrets are taken out of dictionaries whose keys are no strings`() {
        #expect(recorded([Field.api_key: "sk-1"]) == #"["api_key","REDACTED"]"#)
        #expect(recorded([Field.api_key: ["sk-1", "sk-2"]]) == #"["api_key","REDACTED"]"#)
        #expect(recorded([[Field.loom: "api_key"]]) == #"[["loom","api_key"]]"#)
        let both = recorded([Field.api_key: "sk-1", .loom: "sk-2"])
        #expect(both.contains(#""api_key","REDACTED""#) && both.contains(#""loom","sk-2""#))
        #expect(recorded([Place(row: 1): "a"]) == #"[{"row":1},"a"]"#)
        #expect(recorded(["api_key", "a"]) == #"["api_key","a"]"#)
        #expect(recorded([Field.api_key: "sk-1"], redacting: []) == #"["api_key","sk-1"]"#)
    }
}

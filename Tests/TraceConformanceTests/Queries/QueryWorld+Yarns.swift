import TreadleCore
import TreadleTesting
import TreadleTrace

extension QueryWorld {
    /// One call for each kind of value that `inputs.x` may have.
    static let yarns = QueryWorld(
        calls: [
            ("a", #"{"x":1,"y":1.0}"#), ("b", #"{"x":1.0}"#), ("c", #"{"x":1.5,"y":"1.5"}"#),
            ("d", #"{"x":"1","y":"1"}"#),
            ("e", #"{"x":"1.50"}"#), ("f", #"{"x":true,"y":true}"#), ("g", #"{"x":"true"}"#),
            ("h", #"{"x":null,"y":null}"#),
            ("i", "{}"), ("j", #"{"x":"warp","y":"wasp"}"#), ("k", #"{"x":"Weft and Warp"}"#),
            ("l", #"{"x":9007199254740993,"y":9007199254740993}"#),
            ("m", #"{"x":9007199254740992,"y":9007199254740993}"#),
            ("n", #"{"x":12345678901234567890123}"#),
            ("o", #"{"x": { "b" : 2.0, "a":[1, "\u00e9"] } ,"y":{"b":2.0,"a":[1,"é"]}}"#),
            ("p", #"{"x":[10,"u",{"n":-3}]}"#),
            ("q", #"{"x":"caf\u00e9"}"#), ("r", #"{"x":""}"#), ("s", #"{"x":-2.5e3}"#), ("t", #"{"x":0}"#),
            ("u", #"{"x":"織機 ÉTOFFE"}"#), ("v", #"{"x":false}"#), ("w", #"{"x":"false"}"#),
        ].enumerated().map { place, yarn in
            // Given as text that is JSON.
            .stub(yarn.0, at: newYear + Int64(place), inputs: (try? RawJSON(yarn.1)) ?? .null)
        })

    /// `inputs.x`, as an operand.
    static let x = #"{"$getField":"inputs.x"}"#
    /// `inputs.y`, as an operand.
    static let y = #"{"$getField":"inputs.y"}"#

    static func converted(_ operand: String, to target: String) -> String {
        #"{"$convert":{"input":\#(operand),"to":"\#(target)"}}"#
    }

    /// A comparison of `inputs.x` with a literal.
    static func x(_ comparison: String, _ literal: String) -> String {
        #"{"\#(comparison)":[\#(x),{"$literal":\#(literal)}]}"#
    }

    static func not(_ operation: String) -> String { #"{"$not":[\#(operation)]}"# }

    static func contains(_ input: String, _ substring: String, ignoringCase: Bool = false) -> String {
        #"{"$contains":{"input":\#(input),"substr":\#(substring),"case_insensitive":\#(ignoringCase)}}"#
    }
}

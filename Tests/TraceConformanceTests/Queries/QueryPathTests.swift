import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct QueryPathTests {
    private typealias World = QueryWorld

    private static let world = QueryWorld(
        calls: [
            (
                "a",
                #"""
                { "loom" : {"rows":[{"n":1},{"n":2.50}], "a.b":{"c":"x"},"":"empty", "rows ":3}, "k\u0065y":"v", "dup":1,
                  "dup":2, "0":"zero", "\u7e54":"機", "x') OR 1=1 --":"odd", "q\"t":true, "b\\":"slash", "nul\u0000":"n",
                  "$.x[*]":"dollar", "list":[[],[10,[20,{"deep":"yes"}]]], "Case":1, "case":2 }
                """#
            ),
            ("b", #"{"loom":{"rows":{"0":{"n":1},"n":9}},"dup":2,"dup":{"x":1},"list":"10","0":["first"]}"#),
            ("c", #"{"loom":"{\"rows\":[{\"n\":1}]}","caf\u00e9":1,"list":{"1":{"0":10}}}"#),
            ("d", "{\"cafe\u{301}\":2,\"loom\":[{\"rows\":null}],\"list\":[[],[11]]}"),
        ].enumerated().map { place, call in
            .stub(
                call.0, at: World.newYear + Int64(place), inputs: (try? RawJSON(call.1)) ?? .null,
                output: try? RawJSON(["[1,2]", "null", #""loom""#, "7"][place]))
        })

    /// That a field has a value with this text.
    private func has(_ path: String, _ text: String) throws -> String {
        let field = RawJSON(string: path).text
        return #"{"$eq":[{"$getField":\#(field)},{"$literal":\#(RawJSON(string: text).text)}]}"#
    }

    @Test(arguments: Backend.allCases)
    func `a path goes by exact names, and by places in lists`(backend: Backend) async throws {
        try await Self.world.expect(
            [
                (try self.has("inputs.loom.rows.0.n", "1"), "ab"), (try self.has("inputs.loom.rows.1.n", "2.50"), "a"),
                (try self.has("inputs.loom.rows.n", "9"), "b"), (try self.has(#"inputs.loom.a\.b.c"#, "x"), "a"),
                (try self.has("inputs.loom.a.b.c", "x"), ""),
                (try self.has("inputs.loom.", "empty"), "a"), (try self.has("inputs.loom.rows ", "3"), "a"),
                (try self.has("inputs.key", "v"), "a"),
                (try self.has("inputs.dup", "2"), "a"), (try self.has("inputs.dup", "1"), ""),
                (try self.has("inputs.dup.x", "1"), "b"),
                (try self.has("inputs.0", "zero"), "a"), (try self.has("inputs.0.0", "first"), "b"),
                (try self.has("inputs.織", "機"), "a"),
                (try self.has("inputs.x') OR 1=1 --", "odd"), "a"), (try self.has("inputs.q\"t", "true"), "a"),
                (try self.has(#"inputs.b\"#, "slash"), "a"),
                (try self.has("inputs.nul\u{0}", "n"), "a"), (try self.has("inputs.$\\.x[*]", "dollar"), "a"),
                (try self.has("inputs.list.1.0", "10"), "ac"), (try self.has("inputs.list.1.1.1.deep", "yes"), "a"),
                (try self.has("inputs.list.-1", "10"), ""), (try self.has("inputs.list.01.00", "11"), "d"),
                (try self.has("inputs.Case", "1"), "a"),
                (try self.has("inputs.case", "2"), "a"), (try self.has("inputs.CASE", "1"), ""),
                (try self.has("inputs.caf\u{E9}", "1"), "c"),
                (try self.has("inputs.cafe\u{301}", "2"), "d"), (try self.has("inputs.loom.0.rows", ""), "abcd"),
                (try self.has("inputs.list.99999999999999999999", ""), "abcd"), (try self.has("output", "7"), "d"),
                (try self.has("output.1", "2"), "a"),
                (try self.has("output", ""), "b"), (try self.has("inputs.nothing.at.all", ""), "abcd"),
                (try self.has("attributes", "{}"), "abcd"),
                (try self.has("inputs.loom.rows.1", #"{"n":2.50}"#), "a"),
                (#"{"$eq":[{"$getField":"output"},{"$literal":null}]}"#, "b"),
                (#"{"$eq":[{"$getField":"inputs.loom.0.rows"},{"$literal":null}]}"#, "abcd"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `a path of the greatest length is a path`(backend: Backend) async throws {
        let depth = 200
        let inputs = String(repeating: #"{"w":"#, count: depth) + "7" + String(repeating: "}", count: depth)
        let world = QueryWorld(calls: [.stub("a", inputs: try RawJSON(inputs))])
        let deep = "inputs" + String(repeating: ".w", count: depth)
        let deeper = "inputs" + String(repeating: ".w", count: QueryField.maximumSteps - 1)
        let long = "inputs." + String(repeating: "w", count: QueryField.maximumPathLength - 7)
        try await world.expect(
            [(try self.has(deep, "7"), "a"), (try self.has(deeper, ""), "a"), (try self.has(long, "7"), "")],
            in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `what OpenTelemetry said is an attribute`(backend: Backend) async throws {
        var call = Call.stub("a")
        call.attributes = try RawJSON(#"{"otel_span":"told","shift":"night"}"#)
        var other = call
        other.id = "b"
        other.spanDump = try RawJSON(#"{"name":"weft","kind":3}"#)
        try await QueryWorld(calls: [call, other]).expect(
            [
                (try self.has("attributes.otel_span", "told"), "a"),
                (try self.has("attributes.otel_span.name", "weft"), "b"),
                (try self.has("attributes.shift", "night"), "ab"),
                (#"{"$gt":[{"$getField":"attributes.otel_span.kind"},{"$literal":2}]}"#, "b"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `a condition that is as deep and as large as may be is answered`(backend: Backend) async throws {
        var deep = QueryExpression.comparison(.equal, .literal(.text("1")), .literal(.text("1")))
        for _ in 1..<QueryExpression.maximumDepth { deep = .negation(.expression(deep)) }
        let x = QueryOperand.field(.json(column: "inputs", path: [.init("dup")]))
        let operands = (0..<3300).map { number in
            QueryOperand.expression(.comparison(.equal, x, .literal(.number(JSONNumber(number)))))
        }
        let literals = (0..<9990).map { QueryLiteral.text("\($0)") }
        var nested = QueryOperand.expression(.comparison(.equal, x, .literal(.number(JSONNumber(2)))))
        for _ in 1..<(QueryExpression.maximumDepth / 2) {
            nested = .expression(
                .all([.expression(.any([.literal(.boolean(false)), nested])), .literal(.boolean(true))]))
        }
        var conversion = x
        for _ in 1..<(QueryExpression.maximumDepth - 1) { conversion = .conversion(conversion, to: .string) }
        let store = try await Self.world.store(in: backend)
        for (expression, ids) in [
            (deep, ""), (.any(operands), "a"), (.membership(x, literals), "a"), (.all([nested]), "a"),
            (.comparison(.equal, conversion, .literal(.text("2"))), "a"), (.all(operands), ""),
            (.membership(.field(.column("id", .text)), literals + [.text("c")]), "c"),
        ] as [(QueryExpression, String)] {
            // What stands here is what can be said.
            let said = try QueryExpression(wire: expression.wire, over: .calls)
            let query = CallQuery(projectID: World.project, expression: said)
            #expect(try await World.found(by: query, in: store) == ids)
        }
    }
}

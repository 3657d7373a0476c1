import Testing
import TreadleCore
import TreadleTrace

@Suite struct QueryExpressionParsingTests {
    private static let one = #"{"$literal":1}"#
    private static let inputs = #"{"$getField":"inputs.weft"}"#

    @Test(arguments: [
        #"{"$and":[{"$literal":true}]}"#,
        #"{"$or":[{"$literal":true},{"$eq":[{"$literal":1},{"$literal":2}]}]}"#,
        #"{"$not":[{"$getField":"inputs.isTorn"}]}"#,
        #"{"$eq":[{"$getField":"op_name"},{"$literal":"weave"}]}"#,
        #"{"$gt":[{"$getField":"started_at"},{"$literal":1700000000}]}"#,
        #"{"$gte":[{"$getField":"started_at"},{"$literal":"2026-11-20"}]}"#,
        #"{"$lt":[{"$getField":"summary.weave.latency_ms"},{"$literal":1.50}]}"#,
        #"{"$lte":[{"$getField":"inputs.a\\.b.0"},{"$literal":null}]}"#,
        #"{"$in":[{"$getField":"id"},[{"$literal":"a"},{"$literal":[1,{"b":2}]},{"$literal":{}}]]}"#,
        #"{"$in":[{"$getField":"id"},[]]}"#,
        #"{"$contains":{"input":{"$getField":"output"},"substr":{"$literal":"warp"},"case_insensitive":true}}"#,
        #"{"$eq":[{"$convert":{"input":{"$getField":"output.0"},"to":"exists"}},{"$literal":true}]}"#,
        #"{"$eq":[{"$convert":{"input":{"$getField":"feedback.[wandb.note.1].payload.note"},"to":"string"}},{"$literal":""}]}"#,
        #"{"$eq":[{"$getField":"feedback.[*].runnable_ref"},{"$getField":"feedback.[a b].trigger_ref"}]}"#,
        #"{"$eq":[{"$getField":"annotation_queue_items.queue_id"},{"$literal":"q"}]}"#,
    ])
    func `a condition is read, and written as it was`(text: String) throws {
        let wire = try RawJSON(#"{"$expr":\#(text)}"#)

        let written = try QueryExpression(wire: wire, over: .calls).wire

        // The writer says whether case counts where the request left it out; no other liberty is taken.
        #expect(written.text == wire.text)
    }

    @Test func `case counts where nothing is said about it`() throws {
        for member in ["", #","case_insensitive":null"#, #","case_insensitive":false"#] {
            let text = #"{"$expr":{"$contains":{"input":\#(Self.inputs),"substr":\#(Self.one)\#(member)}}}"#
            guard case .containment(_, _, false) = try QueryExpression(wire: try RawJSON(text), over: .calls) else {
                Issue.record("read otherwise")
                continue
            }
        }
    }

    private static let malformed: [String] = [
        // what stands around an operation
        "null", "1", "[]", #""$eq""#, "{}", #"{"expr":{}}"#, #"{"$expr":null}"#, #"{"$expr":{}}"#, #"{"$expr":[]}"#,
        #"{"$expr":{"$eq":[\#(one),\#(one)]},"more":1}"#, #"{"$expr":{"$eq":[\#(one),\#(one)],"$and":[\#(one)]}}"#,
        #"{"$expr":{"$eq":[\#(one),\#(one)]},"$expr":{"$eq":[\#(one),\#(one)]}}"#,
        // bare operands, and what is no operation
        #"{"$expr":\#(one)}"#, #"{"$expr":\#(inputs)}"#, #"{"$expr":{"$convert":{"input":\#(one),"to":"bool"}}}"#,
        #"{"$expr":{"$ne":[\#(one),\#(one)]}}"#, #"{"$expr":{"eq":[\#(one),\#(one)]}}"#,
        #"{"$expr":{"$size":\#(inputs)}}"#,
        // how many operands
        #"{"$expr":{"$eq":[]}}"#, #"{"$expr":{"$eq":[\#(one)]}}"#, #"{"$expr":{"$eq":[\#(one),\#(one),\#(one)]}}"#,
        #"{"$expr":{"$gt":{"a":1}}}"#, #"{"$expr":{"$lt":null}}"#, #"{"$expr":{"$not":[]}}"#,
        #"{"$expr":{"$not":[\#(one),\#(one)]}}"#, #"{"$expr":{"$not":\#(one)}}"#, #"{"$expr":{"$and":\#(one)}}"#,
        #"{"$expr":{"$or":"x"}}"#,
        // what is no operand
        #"{"$expr":{"$eq":[1,2]}}"#, #"{"$expr":{"$eq":["inputs.weft",\#(one)]}}"#, #"{"$expr":{"$and":[true]}}"#,
        #"{"$expr":{"$eq":[{},\#(one)]}}"#, #"{"$expr":{"$eq":[{"$literal":1,"x":2},\#(one)]}}"#,
        #"{"$expr":{"$eq":[{"$field":"id"},\#(one)]}}"#, #"{"$expr":{"$eq":[{"$getField":1},\#(one)]}}"#,
        #"{"$expr":{"$eq":[{"$getField":null},\#(one)]}}"#, #"{"$expr":{"$eq":[null,\#(one)]}}"#,
        // conversions
        #"{"$expr":{"$eq":[{"$convert":{}},\#(one)]}}"#, #"{"$expr":{"$eq":[{"$convert":[]},\#(one)]}}"#,
        #"{"$expr":{"$eq":[{"$convert":{"input":\#(one)}},\#(one)]}}"#,
        #"{"$expr":{"$eq":[{"$convert":{"to":"int"}},\#(one)]}}"#,
        #"{"$expr":{"$eq":[{"$convert":{"input":\#(one),"to":"float"}},\#(one)]}}"#,
        #"{"$expr":{"$eq":[{"$convert":{"input":\#(one),"to":1}},\#(one)]}}"#,
        #"{"$expr":{"$eq":[{"$convert":{"input":\#(one),"to":"int","x":1}},\#(one)]}}"#,
        // $in
        #"{"$expr":{"$in":[\#(inputs)]}}"#, #"{"$expr":{"$in":[\#(inputs),\#(one)]}}"#,
        #"{"$expr":{"$in":[\#(inputs),[1]]}}"#, #"{"$expr":{"$in":[\#(inputs),[\#(inputs)]]}}"#,
        #"{"$expr":{"$in":[\#(inputs),{"$literal":[1]}]}}"#, #"{"$expr":{"$in":[[\#(one)],\#(inputs)]}}"#,
        #"{"$expr":{"$in":[\#(inputs),[\#(one)],[\#(one)]]}}"#,
        // $contains
        #"{"$expr":{"$contains":[\#(inputs),\#(one)]}}"#, #"{"$expr":{"$contains":{"input":\#(inputs)}}}"#,
        #"{"$expr":{"$contains":{"substr":\#(inputs)}}}"#,
        #"{"$expr":{"$contains":{"input":\#(inputs),"substr":"x"}}}"#,
        #"{"$expr":{"$contains":{"input":\#(inputs),"substr":\#(one),"case_insensitive":"yes"}}}"#,
        #"{"$expr":{"$contains":{"input":\#(inputs),"substr":\#(one),"case_insensitive":1}}}"#,
        #"{"$expr":{"$contains":{"input":\#(inputs),"substr":\#(one),"flags":"i"}}}"#,
        // deep inside
        #"{"$expr":{"$and":[{"$or":[{"$not":[{"$eq":[\#(one),{"$literal":1,"$getField":"id"}]}]}]}]}}"#,
        #"{"$expr":{"$eq":[{"$getField":"storage_size_bytes"},\#(one)]}}"#,
        #"{"$expr":{"$in":[{"$convert":{"input":{"$getField":"loom"},"to":"int"}},[]]}}"#,
    ]

    @Test(arguments: malformed)
    func `what has another shape is unprocessable`(text: String) throws {
        let wire = try RawJSON(text)
        let error = #expect(throws: TraceError.self) { try QueryExpression(wire: wire, over: .calls) }
        #expect(error?.code == .unprocessable)
    }

    @Test(arguments: [
        #"{"$and":[]}"#, #"{"$or":[]}"#, #"{"$not":[{"$and":[]}]}"#,
        #"{"$gt":[{"$getField":"started_at"},{"$literal":"yesterday"}]}"#,
        #"{"$gt":[{"$literal":"2026-02-30"},{"$getField":"ended_at"}]}"#,
        #"{"$eq":[{"$getField":"started_at"},{"$literal":true}]}"#,
        #"{"$eq":[{"$getField":"started_at"},{"$literal":[1]}]}"#,
        #"{"$in":[{"$getField":"expire_at"},[{"$literal":1},{"$literal":""}]]}"#,
        #"{"$and":[{"$literal":true},{"$or":[{"$lt":[{"$getField":"deleted_at"},{"$literal":"2026-13-01T00:00:00Z"}]}]}]}"#,
        #"{"$eq":[{"$convert":{"input":{"$eq":[{"$getField":"ended_at"},{"$literal":"x"}]},"to":"bool"}},{"$literal":1}]}"#,
    ])
    func `an empty list and a time that is none are invalid`(text: String) throws {
        let wire = try RawJSON(#"{"$expr":\#(text)}"#)
        let error = #expect(throws: TraceError.self) { try QueryExpression(wire: wire, over: .calls) }
        #expect(error?.code == .invalidRequest)
    }

    @Test func `how deep operations nest has a limit`() throws {
        func nested(_ depth: Int) throws -> RawJSON {
            let open = String(repeating: #"{"$not":["#, count: depth - 1)
            let close = String(repeating: "]}", count: depth - 1)
            return try RawJSON(
                #"{"$expr":\#(open){"$eq":[\#(Self.one),\#(Self.one)]}\#(close)}"#,
                limits: JSONLimits(maximumDepth: 9000))
        }
        _ = try QueryExpression(wire: try nested(QueryExpression.maximumDepth), over: .calls)
        for depth in [QueryExpression.maximumDepth + 1, 1000, 4000] {
            let wire = try nested(depth)
            let error = #expect(throws: TraceError.self) { try QueryExpression(wire: wire, over: .calls) }
            #expect(error?.code == .invalidRequest)
        }
    }

    @Test func `how deep conversions nest has a limit`() throws {
        func nested(_ depth: Int) throws -> RawJSON {
            let open = String(repeating: #"{"$convert":{"input":"#, count: depth)
            let close = String(repeating: #","to":"string"}}"#, count: depth)
            return try RawJSON(
                #"{"$expr":{"$not":[\#(open)\#(Self.one)\#(close)]}}"#, limits: JSONLimits(maximumDepth: 9000))
        }
        _ = try QueryExpression(wire: try nested(QueryExpression.maximumDepth - 1), over: .calls)
        let wire = try nested(QueryExpression.maximumDepth)
        let error = #expect(throws: TraceError.self) { try QueryExpression(wire: wire, over: .calls) }
        #expect(error?.code == .invalidRequest)
    }

    @Test func `how many operands there are has a limit`() throws {
        func alternatives(_ count: Int) throws -> RawJSON {
            try RawJSON(
                #"{"$expr":{"$or":[\#([String](repeating: Self.one, count: count).joined(separator: ","))]}}"#)
        }
        func literals(_ count: Int) throws -> RawJSON {
            let list = [String](repeating: Self.one, count: count).joined(separator: ",")
            return try RawJSON(#"{"$expr":{"$in":[\#(Self.inputs),[\#(list)]]}}"#)
        }
        let limit = QueryExpression.maximumOperands
        for wire in [try alternatives(limit), try literals(limit - 1)] {
            _ = try QueryExpression(wire: wire, over: .calls)
        }
        for wire in [try alternatives(limit + 1), try literals(limit)] {
            let error = #expect(throws: TraceError.self) { try QueryExpression(wire: wire, over: .calls) }
            #expect(error?.code == .invalidRequest)
        }
    }

    @Test func `how long a condition is has a limit`() throws {
        func text(_ length: Int) throws -> RawJSON {
            let shell = #"{"$expr":{"$eq":[\#(Self.inputs),{"$literal":""}]}}"#.utf8.count
            let literal = String(repeating: "w", count: length - shell)
            return try RawJSON(#"{"$expr":{"$eq":[\#(Self.inputs),{"$literal":"\#(literal)"}]}}"#)
        }
        _ = try QueryExpression(wire: try text(QueryExpression.maximumLength), over: .calls)
        let wire = try text(QueryExpression.maximumLength + 1)
        let error = #expect(throws: TraceError.self) { try QueryExpression(wire: wire, over: .calls) }
        #expect(error?.code == .invalidRequest)
    }

    @Test func `feedback has fields of its own`() throws {
        let text = #"{"$expr":{"$eq":[{"$getField":"payload.emoji"},{"$getField":"scorer_tags.0"}]}}"#
        let wire = try RawJSON(text)
        _ = try QueryExpression(wire: wire, over: .feedback)
        #expect(throws: TraceError.self) { try QueryExpression(wire: wire, over: .calls) }
        let ofCalls = try RawJSON(#"{"$expr":{"$eq":[{"$getField":"inputs.weft"},{"$literal":1}]}}"#)
        #expect(throws: TraceError.self) { try QueryExpression(wire: ofCalls, over: .feedback) }
    }
}

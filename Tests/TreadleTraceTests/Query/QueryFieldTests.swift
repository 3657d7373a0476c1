import Testing
import TreadleCore
import TreadleTrace

@Suite struct QueryFieldTests {
    private typealias Step = QueryField.PathStep

    private static let fields: [(String, QueryField)] = [
        ("id", .column("id", .text)), ("started_at", .column("started_at", .time)),
        ("wb_run_step", .column("wb_run_step", .integer)), ("inputs", .json(column: "inputs", path: [])),
        ("inputs.weft", .json(column: "inputs", path: [Step("weft")])),
        ("output.0.rows.12", .json(column: "output", path: [Step("0"), Step("rows"), Step("12")])),
        (#"attributes.mill\.name.x"#, .json(column: "attributes", path: [Step("mill.name"), Step("x")])),
        (#"inputs.a\b"#, .json(column: "inputs", path: [Step(#"a\b"#)])),
        (#"inputs.a\"#, .json(column: "inputs", path: [Step(#"a\"#)])),
        (#"inputs.a\\.b"#, .json(column: "inputs", path: [Step(#"a\.b"#)])),
        (#"inputs.\.\."#, .json(column: "inputs", path: [Step("..")])),
        ("inputs.", .json(column: "inputs", path: [Step("")])),
        ("inputs..a", .json(column: "inputs", path: [Step(""), Step("a")])),
        ("inputs.x') OR 1=1 --", .json(column: "inputs", path: [Step("x') OR 1=1 --")])),
        ("inputs.a\u{0}b", .json(column: "inputs", path: [Step("a\u{0}b")])),
        ("inputs.織機.🧵", .json(column: "inputs", path: [Step("織機"), Step("🧵")])),
        ("inputs.$.\"*", .json(column: "inputs", path: [Step("$"), Step("\"*")])),
        ("summary", .json(column: "summary", path: [])),
        ("summary.usage.jacquard", .json(column: "summary", path: [Step("usage"), Step("jacquard")])),
        (#"summary.weave\.status"#, .json(column: "summary", path: [Step("weave.status")])),
        ("summary.weave.status", .computed(.status)), ("summary.weave.trace_name", .computed(.traceName)),
        ("summary.weave.latency_ms", .computed(.latencyMilliseconds)),
        ("attributes.weave.status", .json(column: "attributes", path: [Step("weave"), Step("status")])),
        ("feedback.[wandb.note.1].payload.note", .feedback(type: "wandb.note.1", .payload([Step("note")]))),
        ("feedback.[*].payload", .feedback(type: nil, .payload([]))),
        (#"feedback.[a b].payload.x\.y.0"#, .feedback(type: "a b", .payload([Step("x.y"), Step("0")]))),
        ("feedback.[wandb.runnable.looseness].runnable_ref", .feedback(type: "wandb.runnable.looseness", .runnableRef)),
        ("feedback.[*].trigger_ref", .feedback(type: nil, .triggerRef)),
        ("annotation_queue_items.queue_id", .absent("annotation_queue_items.queue_id")),
    ]

    @Test(arguments: fields)
    func `a path names a field, and the field the path`(path: String, field: QueryField) throws {
        #expect(try QueryField(path: path, over: .calls) == field)
        #expect(field.path.utf8.elementsEqual(path.utf8))
    }

    @Test(arguments: [
        "", ".", "..", "Inputs", "inputs2", "loom", "input.weft", " id", "id ", "id.x", "op_name.0", "started_at.year",
        "storage_size_bytes", "total_storage_size_bytes", "wb_username", #"inputs\.weft"#, #"inputs\"#, "\u{0}", "ID",
        "summary.weave", "summary.weave.", "summary.weave.costs", "summary.weave.status.x",
        "summary.weave.display_name",
        "summary.weave.Status", "feedback", "feedback.note", "feedback.[]", "feedback.[].payload", "feedback.[a]",
        "feedback.[a]payload", "feedback.[a].", "feedback.[a].payloads", "feedback.[a].creator",
        "feedback.[a].runnable_ref.x", "feedback.[a.payload", "feedback.[", "annotation_queue_items",
        "annotation_queue_items.queue_id.x", "payload.note", "feedback_type",
    ])
    func `another name is unprocessable`(path: String) {
        let error = #expect(throws: TraceError.self) { try QueryField(path: path, over: .calls) }
        #expect(error?.code == .unprocessable)
    }

    @Test(arguments: ["feedback.[*].payload.note", "inputs", "summary.weave.status", "started_at"])
    func `feedback has no fields of calls`(path: String) {
        #expect(throws: TraceError.self) { try QueryField(path: path, over: .feedback) }
    }

    @Test func `paths have a length and a number of names`() throws {
        let longest = "inputs." + String(repeating: "w", count: QueryField.maximumPathLength - 7)
        _ = try QueryField(path: longest, over: .calls)
        let most = "inputs" + String(repeating: ".w", count: QueryField.maximumSteps - 1)
        _ = try QueryField(path: most, over: .calls)
        for path in [longest + "w", most + ".w", String(repeating: ".", count: 1 << 20)] {
            let error = #expect(throws: TraceError.self) { try QueryField(path: path, over: .calls) }
            #expect(error?.code == .invalidRequest)
        }
    }

    @Test func `an error repeats a name only where it is short`() {
        let name = "loom" + String(repeating: "x", count: 500)
        let error = #expect(throws: TraceError.self) { try QueryField(path: name, over: .calls) }
        #expect(error?.message.contains("xxx") == false)
    }
}

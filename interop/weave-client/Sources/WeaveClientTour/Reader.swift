import Weave

/// Reads what the writer left, with the client that waits.
enum Reader {
    static func run(_ client: WeaveClient) throws -> RawJSON {
        let pattern = try client.get("pattern", as: Writer.Pattern.self)
        var calls = 0
        for call in client.callsStream(filter: CallFilter(opNames: ["weave_cloth"])) {
            _ = try call.get()
            calls += 1
        }
        let notes = try client.feedback(matching: FeedbackFilter(types: [FeedbackFilter.note]))
        let costs = try client.costs(models: ["loom-1"])
        let rows = try client.rowCount(of: "orders")
        return JSONWriter.object { writer in
            writer.member("colours", pattern.colours.joined(separator: " "))
            writer.member("calls", calls)
            writer.member("rows", rows)
            writer.member("note", notes.first?.payload["note"]?.string ?? "")
            writer.member("cost", costs.first?.promptTokenCost ?? 0)
        }
    }
}

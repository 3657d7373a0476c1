internal import TreadleCore

/// What the demo model answers, before anything cuts it short.
enum DemoReply {
    /// A tool and its arguments as JSON text.
    struct Call: Hashable {
        var name: String
        var arguments: String
    }

    case text(String)
    case toolCalls([Call])

    init(to request: DemoRequest) {
        let talk = DemoTalk(request.messages)
        let planned = DemoPlan(request, talk).calls
        // What has been asked for since the user spoke is not asked for again.
        let open = planned.dropFirst(talk.callsSinceUser)
        if !open.isEmpty, !talk.endsWithResults || !request.requiresTools {
            self = .toolCalls(Array(request.allowsParallelCalls ? open : open.prefix(1)))
            return
        }
        switch request.format {
        case .text: self = .text("\(DemoModel.label) \(talk.answer)")
        case .jsonObject:
            self = .text("\(RawJSON(["note": .string(DemoModel.label), "answer": .string(talk.answer)]))")
        case .jsonSchema(let schema):
            var filler = DemoSchemaFiller(schema)
            self = .text("\(RawJSON(filler.value()))")
        }
    }
}

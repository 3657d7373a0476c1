internal import TreadleCore
internal import TreadleTools
internal import TreadleTracing

/// A whole answer of the demo model, cut to what the request allows.
struct DemoAnswer {
    private(set) var text: String?
    private(set) var toolCalls: [ToolCall] = []
    private(set) var finishReason: String
    let usage: TokenUsage

    init(to request: DemoRequest, id: String) {
        var tokens = 0
        switch DemoReply(to: request) {
        case .toolCalls(let calls):
            tokens = calls.reduce(0) { $0 + DemoTokenizer.count($1.name) + DemoTokenizer.count($1.arguments) }
            if let limit = request.maximumTokens, tokens > limit {
                // A call cut in half is of no use to anybody.
                (self.text, self.finishReason, tokens) = ("", "length", limit)
            } else {
                let suffix = id.filter { $0 != "-" }
                self.toolCalls = calls.enumerated().map { index, call in
                    ToolCall(id: "call_\(suffix)_\(index)", name: call.name, arguments: call.arguments)
                }
                self.finishReason = "tool_calls"
            }
        case .text(let whole):
            let (text, reason) = Self.cut(whole, request)
            tokens = DemoTokenizer.count(text)
            (self.text, self.finishReason) = (text, reason)
        }
        self.usage = TokenUsage(
            promptTokens: request.promptTokens, completionTokens: tokens * request.choiceCount)
    }

    /// Ends a text where a stop sequence starts or the tokens end, whichever comes first.
    private static func cut(_ text: String, _ request: DemoRequest) -> (String, String) {
        let end = request.stops.compactMap { text.firstRange(of: $0)?.lowerBound }.min() ?? text.endIndex
        let kept = text[..<end]
        guard let limit = request.maximumTokens, let cut = DemoTokenizer.prefix(kept, limit) else {
            return (String(kept), "stop")
        }
        return (String(cut), "length")
    }

    var choice: ChatChunkWriter.Choice {
        ChatChunkWriter.Choice(text: self.text, toolCalls: self.toolCalls, finishReason: self.finishReason)
    }

    /// The answer as it streams: all choices open, then speak word by word in turn, then end.
    func chunks(for request: DemoRequest, by writer: ChatChunkWriter) -> [RawJSON] {
        let choices = 0..<request.choiceCount
        var chunks = choices.map { writer.opening(choice: $0, hasContent: self.text != nil) }
        for word in DemoTokenizer.words(self.text ?? "") {
            chunks += choices.map { writer.text(String(word), choice: $0) }
        }
        for (index, call) in self.toolCalls.enumerated() {
            chunks += choices.map { writer.toolCall(index, id: call.id, name: call.name, choice: $0) }
            for piece in DemoTokenizer.words(call.arguments) {
                chunks += choices.map { writer.toolArguments(String(piece), of: index, choice: $0) }
            }
        }
        chunks += choices.map { writer.finish(self.finishReason, choice: $0) }
        if request.includesUsage { chunks.append(writer.usage(self.usage)) }
        return chunks
    }
}

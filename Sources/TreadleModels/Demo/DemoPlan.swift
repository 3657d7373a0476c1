internal import TreadleCore
internal import TreadleTools

/// Which tools the demo model asks for.
struct DemoPlan {
    private(set) var calls: [DemoReply.Call] = []

    init(_ request: DemoRequest, _ talk: DemoTalk) {
        let text = talk.lastUserText
        switch request.toolChoice {
        case .none: break
        case .named(let name):
            guard let tool = request.tools.first(where: { $0.name == name }) else { break }
            let need = talk.needs.first { DemoToolMatcher.tool(for: $0.kind, among: [tool]) != nil }
            self.calls = [Self.call(tool, need, text)]
        case .auto, .required:
            self.calls = talk.needs.compactMap { need in
                if need.kind == .weather, need.subject == nil { return nil }
                return DemoToolMatcher.tool(for: need.kind, among: request.tools).map { Self.call($0, need, text) }
            }
            // A tool that is called by its name is meant, whatever it does.
            if self.calls.isEmpty {
                let words = Set(text.prefix(DemoWords.maximumLength).split { !DemoRequest.isNameCharacter($0) })
                self.calls = request.tools.filter { words.contains($0.name[...]) && $0.name.contains("_") }
                    .map { Self.call($0, nil, text) }
            }
            if self.calls.isEmpty, request.toolChoice == .required, let tool = request.tools.first {
                self.calls = [Self.call(tool, talk.needs.first, text)]
            }
        }
    }

    private static func call(_ tool: ToolDefinition, _ need: DemoNeed?, _ text: String) -> DemoReply.Call {
        let arguments = DemoArguments(need: need, text: text).object(for: tool.parameters)
        return DemoReply.Call(name: tool.name, arguments: RawJSON(.object(arguments)).text)
    }
}

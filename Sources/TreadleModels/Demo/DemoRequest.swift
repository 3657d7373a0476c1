internal import TreadleCore
internal import TreadleTools

/// A chat request, read and checked as strictly as OpenAI does.
struct DemoRequest {
    enum ToolChoice: Equatable { case none, auto, required, named(String) }
    enum Format: Equatable { case text, jsonObject, jsonSchema(JSONValue) }

    let messages: [ChatMessage]
    let tools: [ToolDefinition]
    let toolChoice: ToolChoice
    let allowsParallelCalls: Bool
    let maximumTokens: Int?
    let choiceCount: Int
    let stops: [String]
    let format: Format
    let includesUsage: Bool

    init(_ request: ChatRequest) throws(ModelError) {
        let members = DemoMembers(request.wire)
        self.messages = request.messages
        try Self.check(self.messages)
        self.tools = try Self.tools(members)
        self.toolChoice = try Self.toolChoice(members, self.tools)
        self.allowsParallelCalls = try members.boolean("parallel_tool_calls") ?? true
        let limit = try members.integer("max_tokens", 1...Int.max)
        self.maximumTokens = try members.integer("max_completion_tokens", 1...Int.max) ?? limit
        self.choiceCount = try members.integer("n", 1...8) ?? 1
        self.stops = try Self.stops(members)
        self.format = try Self.format(members)
        self.includesUsage = try Self.includesUsage(members, request.isStreaming)
        try members.number("temperature", 0...2)
        try members.number("top_p", 0...1)
        try members.number("presence_penalty", -2...2)
        try members.number("frequency_penalty", -2...2)
    }

    /// Whether the model may not answer with text alone.
    var requiresTools: Bool {
        switch self.toolChoice {
        case .required, .named: true
        case .none, .auto: false
        }
    }

    /// What all of it comes to in tokens: one a message, and those of its text and tool calls.
    var promptTokens: Int {
        self.messages.reduce(0) { sum, message in
            let calls = message.toolCalls.reduce(0) {
                $0 + DemoTokenizer.count($1.name) + DemoTokenizer.count($1.arguments)
            }
            return sum + 1 + DemoTokenizer.count(message.text) + calls
        }
    }

    static func isNameCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "-")
    }
}

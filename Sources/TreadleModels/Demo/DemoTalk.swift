internal import TreadleCore
internal import TreadleTools

/// What has been said so far, as far as the demo model understands it.
struct DemoTalk {
    /// A tool that was asked for, and what it said.
    struct Result {
        var call: ToolCall?
        var content: String
    }

    /// What the user said last.
    private(set) var lastUserText = ""
    /// How many images came with it.
    private(set) var imageCount = 0
    /// How many tools have been asked for since then.
    private(set) var callsSinceUser = 0
    /// What tools said since then.
    private(set) var results: [Result] = []
    /// Whether a tool spoke last.
    private(set) var endsWithResults = false
    /// The name that the user goes by.
    private(set) var name: String?
    /// What the last question needs.
    let needs: [DemoNeed]

    init(_ messages: [ChatMessage]) {
        var calls: [ToolCall] = []
        for message in messages {
            self.endsWithResults = false
            switch message.role {
            case "user":
                self.lastUserText = message.text
                self.imageCount = Self.images(in: message)
                self.callsSinceUser = 0
                self.results = []
                if let name = Self.name(in: DemoWords(message.text)) { self.name = name }
            case "assistant":
                calls = message.toolCalls
                self.callsSinceUser += calls.count
            case "tool":
                let call = calls.first { $0.id == message.toolCallID }
                self.results.append(Result(call: call, content: message.text))
                self.endsWithResults = true
            default: break
            }
        }
        self.needs = DemoNeed.needs(of: self.lastUserText)
    }

    private static func images(in message: ChatMessage) -> Int {
        (message.wire["content"]?.elements() ?? []).count { $0["type"]?.string == "image_url" }
    }

    /// The name that somebody says they go by.
    private static func name(in words: DemoWords) -> String? {
        for phrase in ["my name is", "my name's", "call me", "i am called", "i'm called"] {
            guard let start = words.index(of: phrase) else { continue }
            let first = start + phrase.split(separator: " ").count
            if let name = Self.name(in: words, at: first, isSure: true) { return name }
        }
        for phrase in ["i am", "i'm"] {
            guard let start = words.index(of: phrase) else { continue }
            let first = start + phrase.split(separator: " ").count
            if let name = Self.name(in: words, at: first, isSure: false) { return name }
        }
        return nil
    }

    /// One word or, with capitals, up to three; "my name is what?" is a question.
    private static func name(in words: DemoWords, at start: Int, isSure: Bool) -> String? {
        guard words.words.indices.contains(start), isSure || words.words[start].isCapitalized,
            !["what", "not", "a", "an", "the", "of", "you", "when", "if"].contains(words[start])
        else { return nil }
        var parts: [String] = []
        for word in words.words[start...].prefix(3) {
            if !parts.isEmpty, !word.isCapitalized || word.lowercased == "i" { break }
            parts.append(word.text.prefix(1).uppercased() + word.text.dropFirst().prefix(60))
            if word.endsSentence || word.hasComma { break }
        }
        return parts.joined(separator: " ")
    }
}

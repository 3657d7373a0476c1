import Weave

/// A message of a conversation.
struct Message: Codable, Sendable {
    var role: String
    var content: String
}

/// What a turn of a conversation came to.
struct Turn: Codable, Sendable {
    var assistantMessage: Message
    var updatedHistory: [Message]
}

/// A conversation that lost its thread.
struct EmptyMessage: Error, CustomStringConvertible {
    var description: String { "the message is empty" }
}

/// Functions of ours, each an op: the implementation is a closure, and what others call is traced.
enum Assistant {
    /// Answers from what was said before. A model would stand here.
    static let answer = Op("answer", inputs: "history", kind: .llm) { (history: [Message]) -> Message in
        let names = history.compactMap { $0.content.split(separator: "My name is ").last?.prefix { $0.isLetter } }
        let asks = history.last?.content == "What is my name?"
        return Message(role: "assistant", content: asks ? "Your name is \(names.first ?? "unknown")." : "Good to know.")
    }

    /// Goes on with a conversation.
    static let chat = Op("chat", inputs: "history", "message") { (history: [Message], message: String) throws -> Turn in
        guard !message.isEmpty else { throw EmptyMessage() }
        let asked = history + [Message(role: "user", content: message)]
        let reply = Assistant.answer(asked)
        return Turn(assistantMessage: reply, updatedHistory: asked + [reply])
    }

    /// Tells a story word by word; the call ends when the story does.
    static let tell = Op("tell", inputs: "about") { (about: String) in
        AsyncStream { story in
            for word in ["Once", "there", "was", "a", about] { story.yield(word) }
            story.finish()
        }
    }
}

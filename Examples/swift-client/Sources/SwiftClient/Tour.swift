import Foundation

/// One request of each kind, in an order that tells a story.
struct Tour {
    var conversation: Conversation

    func run() async throws {
        try await self.ping()
        try await self.tools()
        try await self.chat()
        try await self.stream()
        try await self.serverRunsTools()
        try await self.embedding()
        try await self.cancel()
    }

    private func ping() async throws {
        let data = try await self.conversation.ask("ping", id: "ping")
        try Self.check(data["pong"] as? Bool == true, "ping has no pong")
        print("ping                    pong")
    }

    private func tools() async throws {
        let data = try await self.conversation.ask("tools_list", id: "tools")
        let names = (data["tools"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
        try Self.check(names.contains("calculator"), "there is no calculator among the tools")
        print("tools_list              \(names.sorted().joined(separator: ", "))")

        let call: [String: Any] = [
            "id": "call_1", "type": "function",
            "function": ["name": "calculator", "arguments": #"{"expression": "48 * 120"}"#],
        ]
        let result = try await self.conversation.ask("tool_execute", id: "execute", payload: ["tool_call": call])
        let content = result["content"] as? String ?? ""
        try Self.check(result["tool_call_id"] as? String == "call_1", "the result is for another call")
        try Self.check(content.contains("5760"), "48 picks on 120 looms are not \(content)")
        print("tool_execute            \(content)")
    }

    private func chat() async throws {
        let data = try await self.conversation.ask(
            "chat_completion", id: "chat", payload: ["messages": Self.user("What is a treadle?")])
        let choice = (data["choices"] as? [[String: Any]])?.first
        let text = (choice?["message"] as? [String: Any])?["content"] as? String ?? ""
        try Self.check(!text.isEmpty, "the answer is empty")
        print("chat_completion         \(text)")
    }

    private func stream() async throws {
        let (text, end) = try await self.stream(id: "stream", ["messages": Self.user("Tell me about warp and weft.")])
        try Self.check(text == end["content"] as? String, "the parts are not the whole")
        try Self.check(end["finish_reason"] as? String == "stop", "the stream did not end by itself")
        print("chat_completion_stream  \(text)")
    }

    private func serverRunsTools() async throws {
        let (text, end) = try await self.stream(
            id: "loop",
            ["messages": Self.user("What is the weather in Manchester?"), "execute_tools": true, "max_steps": 4])
        let treadle = end["treadle"] as? [String: Any]
        let names = (treadle?["tool_results"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
        print("… with tools            \(names.joined(separator: ", ")): \(text)")
    }

    private func embedding() async throws {
        let data = try await self.conversation.ask(
            "embedding", id: "embedding", payload: ["input": "a bolt of twill"])
        let first = (data["data"] as? [[String: Any]])?.first
        let numbers = first?["embedding"] as? [Double] ?? []
        try Self.check(!numbers.isEmpty, "the embedding is empty")
        print("embedding               \(numbers.count) numbers")
    }

    private func cancel() async throws {
        let long = "Tell me everything about the history of weaving."
        try await self.conversation.send("chat_completion_stream", id: "long", payload: ["messages": Self.user(long)])
        let first = try await self.conversation.next(about: "long")
        try Self.check(first.type == "chat_completion_stream_chunk", "the stream began with \(first.type)")
        try await self.conversation.send("cancel", id: "cancel", payload: ["request_id": "long"])
        while true {
            let answer = try await self.conversation.next(about: "long")
            switch answer.type {
            case "chat_completion_stream_chunk": continue
            case "error":
                try Self.check(answer.data["category"] as? String == "cancelled", "ended by \(answer.data)")
                return print("cancel                  the stream ended: \(answer.error ?? "")")
            case "chat_completion_stream_end":
                return print("cancel                  came too late, the answer was there already")
            default: throw Surprise("a stream has no \(answer.type)")
            }
        }
    }

    /// Streams an answer; the text put together, and what the end said.
    private func stream(id: String, _ payload: [String: Any]) async throws -> (text: String, end: [String: Any]) {
        try await self.conversation.send("chat_completion_stream", id: id, payload: payload)
        var text = ""
        while true {
            let answer = try await self.conversation.next(about: id)
            switch answer.type {
            case "chat_completion_stream_chunk":
                let choice = (answer.data["choices"] as? [[String: Any]])?.first
                text += (choice?["delta"] as? [String: Any])?["content"] as? String ?? ""
            case "chat_completion_stream_end": return (text, answer.data)
            default: throw Surprise("the stream ended with \(answer.type): \(answer.error ?? "")")
            }
        }
    }

    private static func user(_ text: String) -> [[String: String]] { [["role": "user", "content": text]] }

    private static func check(_ condition: Bool, _ message: String) throws {
        if !condition { throw Surprise(message) }
    }
}

import Testing
import TreadleCore
import TreadleModels
import TreadleTools

/// A demo model whose answers do not depend on when and how often it is asked, and short ways to ask it.
enum DemoFixture {
    static let model = DemoModel(
        now: { Timestamp(microseconds: 1_763_632_800_000_000) }, makeID: { "0193-aa" })

    /// The seed's three tools, in OpenAI's shape.
    static let tools = "\(JSONValue.array(Toolbox.standard.definitions.map(\.openAIWire)))"

    static func request(_ members: String) throws -> ChatRequest {
        try ChatRequest(wire: try RawJSON("{\(members)}"))
    }

    /// A request of one user's message and other members.
    static func request(user text: String, _ members: String = "") throws -> ChatRequest {
        let message = RawJSON(["role": "user", "content": .string(text)])
        return try self.request("\"messages\":[\(message)]\(members.isEmpty ? "" : ",")\(members)")
    }

    static func answer(to text: String, _ members: String = "") async throws -> ChatCompletion {
        try await self.model.complete(try self.request(user: text, members))
    }

    /// The calls for a question with the standard tools on offer, as `name arguments`.
    static func calls(for text: String, _ members: String = "") async throws -> [String] {
        let all = "\"tools\":\(self.tools)\(members.isEmpty ? "" : ",")\(members)"
        return try await self.answer(to: text, all).toolCalls.map { "\($0.name) \($0.arguments)" }
    }

    /// All events of a stream, up to and with the first `nil`.
    static func events(of stream: any ChatStream) async -> [ChatEvent] {
        var events: [ChatEvent] = []
        while let event = await stream.next() { events.append(event) }
        return events
    }
}

public import TreadleCore

/// Puts a whole answer together from its chunks, for any number of choices and from any vendor that streams OpenAI's
/// chunks.
///
/// What is not understood is left out; nothing that comes can make it fail.
public struct ChatAccumulator: Sendable {
    private struct Choice: Sendable {
        var content = ""
        var hasContent = false
        var refusal = ""
        var reasoning = ""
        var toolCalls: [(index: Int, id: String, name: String, arguments: String)] = []
        var finishReason: String?
    }

    private var id: String?
    private var created: RawJSON?
    private var model: String?
    private var serviceTier: RawJSON?
    private var fingerprint: RawJSON?
    private var usage: RawJSON?
    private var choices: [Int: Choice] = [:]
    private let limit: Int
    private var size = 0

    /// Makes an empty accumulator that keeps at most `limit` bytes of text; what is over is left out of the whole answer
    /// (the stream itself is not touched).
    public init(limit: Int = 64 << 20) {
        self.limit = limit
    }

    /// Whether every choice that has begun has ended: without that, a stream that stops has broken off.
    public var isFinished: Bool {
        !self.choices.isEmpty && self.choices.values.allSatisfy { $0.finishReason != nil }
    }

    /// The first choice's reason for ending.
    public var finishReason: String? { self.choices[0]?.finishReason }

    /// Whether the chunk that is being added has brought something a person would see.
    private var addsToken = false

    /// Takes the next chunk: an object that a host sent.
    public mutating func add(_ chunk: RawJSON) -> ChatChunk {
        self.addsToken = false
        self.take(chunk)
        return ChatChunk(wire: chunk, hasToken: self.addsToken)
    }

    private mutating func take(_ chunk: RawJSON) {
        let values = chunk.values(for: [
            "choices", "usage", "id", "created", "model", "service_tier", "system_fingerprint",
        ])
        if self.id == nil { self.id = values[2]?.string }
        if self.created == nil { self.created = values[3] }
        if self.model == nil { self.model = values[4]?.string }
        if let tier = values[5], !tier.isNull { self.serviceTier = tier }
        if let fingerprint = values[6], !fingerprint.isNull { self.fingerprint = fingerprint }
        if let usage = values[1], usage.kind == .object { self.usage = usage }
        for choice in values[0]?.elements() ?? [] { self.add(choice: choice) }
    }

    private mutating func add(choice: RawJSON) {
        let values = choice.values(for: ["index", "delta", "finish_reason"])
        let index = values[0]?.integer ?? 0
        var whole = self.choices[index] ?? Choice()
        // The storage is moved out so that appending does not copy the text so far.
        self.choices[index] = nil
        if let reason = values[2]?.string { whole.finishReason = reason }
        if let delta = values[1] { self.add(delta: delta, to: &whole) }
        self.choices[index] = whole
    }

    private mutating func add(delta: RawJSON, to whole: inout Choice) {
        let values = delta.values(for: ["content", "tool_calls", "refusal", "reasoning_content", "reasoning"])
        if let text = self.text(values[0]) {
            whole.hasContent = true
            whole.content += text
        }
        if let text = self.text(values[2]) { whole.refusal += text }
        if let text = self.text(values[3]) ?? self.text(values[4]) { whole.reasoning += text }
        for call in values[1]?.elements() ?? [] { self.add(toolCall: call, to: &whole) }
    }

    private mutating func add(toolCall: RawJSON, to whole: inout Choice) {
        let values = toolCall.values(for: ["index", "id", "function"])
        let index = values[0]?.integer ?? whole.toolCalls.count
        let place: Int
        if let known = whole.toolCalls.firstIndex(where: { $0.index == index }) {
            place = known
        } else {
            whole.toolCalls.append((index, "", "", ""))
            place = whole.toolCalls.count - 1
        }
        if let id = values[1]?.string, !id.isEmpty { whole.toolCalls[place].id = id }
        if let name = self.text(values[2]?["name"]) { whole.toolCalls[place].name += name }
        if let arguments = self.text(values[2]?["arguments"]) { whole.toolCalls[place].arguments += arguments }
    }

    /// The text of a string member, counted against the limit.
    private mutating func text(_ raw: RawJSON?) -> String? {
        guard let text = raw?.string else { return nil }
        if !text.isEmpty { self.addsToken = true }
        guard self.size + text.utf8.count <= self.limit else { return nil }
        self.size += text.utf8.count
        return text
    }

    /// The answer as far as it has come.
    public func completion() -> ChatCompletion {
        ChatCompletion(
            wire: JSONWriter.object(capacity: self.size + 512) { writer in
                if let id = self.id { writer.member("id", id) }
                writer.member("object", "chat.completion")
                if let created = self.created { writer.member("created", created) }
                if let model = self.model { writer.member("model", model) }
                writer.array("choices") { writer in
                    for (index, choice) in self.choices.sorted(by: { $0.key < $1.key }) {
                        Self.write(choice, index, to: &writer)
                    }
                }
                if let usage = self.usage { writer.member("usage", usage) }
                if let tier = self.serviceTier { writer.member("service_tier", tier) }
                if let fingerprint = self.fingerprint { writer.member("system_fingerprint", fingerprint) }
            })
    }

    private static func write(_ choice: Choice, _ index: Int, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("index", index)
        writer.object("message") { writer in
            writer.member("role", "assistant")
            if choice.hasContent {
                writer.member("content", choice.content)
            } else {
                writer.member("content", RawJSON.null)
            }
            if !choice.refusal.isEmpty { writer.member("refusal", choice.refusal) }
            if !choice.reasoning.isEmpty { writer.member("reasoning_content", choice.reasoning) }
            if !choice.toolCalls.isEmpty {
                writer.array("tool_calls") { writer in
                    for call in choice.toolCalls.sorted(by: { $0.index < $1.index }) {
                        writer.beginObject()
                        writer.member("id", call.id)
                        writer.member("type", "function")
                        writer.object("function") { writer in
                            writer.member("name", call.name)
                            writer.member("arguments", call.arguments)
                        }
                        writer.endObject()
                    }
                }
            }
        }
        if let reason = choice.finishReason {
            writer.member("finish_reason", reason)
        } else {
            writer.member("finish_reason", RawJSON.null)
        }
        writer.endObject()
    }
}

package import TreadleCore
package import TreadleTracing

/// Writes the objects of one answer in OpenAI's shapes: its chunks one by one, or the whole of it.
///
/// Whatever does not speak that dialect itself is translated with this, so that clients see one. Give the chunks to a
/// ``ChatAccumulator`` before they go out.
package struct ChatChunkWriter: Sendable {
    /// The answer's identifier.
    package var id: String
    /// When it was made, in seconds since 1970.
    package var created: Int
    /// Who answers.
    package var model: String
    /// What stands in `system_fingerprint`; left out where `nil`.
    package var fingerprint: String?
    /// Whether chunks say `usage: null`, as they do where a last one will tell it.
    package var includesUsage: Bool

    package init(id: String, created: Int, model: String, fingerprint: String? = nil, includesUsage: Bool = false) {
        self.id = id
        self.created = created
        self.model = model
        self.fingerprint = fingerprint
        self.includesUsage = includesUsage
    }

    private func write(_ object: StaticString, to writer: inout JSONWriter) {
        writer.member("id", self.id)
        writer.member("object", "\(object)")
        writer.member("created", self.created)
        writer.member("model", self.model)
    }

    private func chunk(_ usage: TokenUsage? = nil, _ choices: (inout JSONWriter) -> Void) -> RawJSON {
        JSONWriter.object(capacity: 320) { writer in
            self.write("chat.completion.chunk", to: &writer)
            if let fingerprint = self.fingerprint { writer.member("system_fingerprint", fingerprint) }
            writer.array("choices", choices)
            if let usage {
                writer.member("usage", usage.openAIWire)
            } else if self.includesUsage {
                writer.member("usage", RawJSON.null)
            }
        }
    }

    private func chunk(
        choice: Int, finishReason: String? = nil, _ delta: (inout JSONWriter) -> Void = { _ in }
    ) -> RawJSON {
        self.chunk { writer in
            writer.beginObject()
            writer.member("index", choice)
            writer.object("delta", delta)
            writer.member("finish_reason", finishReason.map(JSONValue.string) ?? .null)
            writer.endObject()
        }
    }

    /// The chunk that opens a choice. An answer that is all tool calls has no content, not an empty one.
    package func opening(choice: Int = 0, hasContent: Bool = true) -> RawJSON {
        self.chunk(choice: choice) { writer in
            writer.member("role", "assistant")
            writer.member("content", hasContent ? "" : JSONValue.null)
        }
    }

    /// A piece of text.
    package func text(_ piece: String, choice: Int = 0) -> RawJSON {
        self.chunk(choice: choice) { $0.member("content", piece) }
    }

    /// A piece of what the model thinks before it speaks.
    package func reasoning(_ piece: String, choice: Int = 0) -> RawJSON {
        self.chunk(choice: choice) { $0.member("reasoning_content", piece) }
    }

    /// A piece of a refusal.
    package func refusal(_ piece: String, choice: Int = 0) -> RawJSON {
        self.chunk(choice: choice) { $0.member("refusal", piece) }
    }

    /// The start of a tool call; its arguments follow.
    package func toolCall(_ index: Int, id: String, name: String, choice: Int = 0) -> RawJSON {
        self.toolCall(index, choice) { writer in
            writer.member("id", id)
            writer.member("type", "function")
            writer.object("function") { writer in
                writer.member("name", name)
                writer.member("arguments", "")
            }
        }
    }

    /// A piece of a tool call's arguments.
    package func toolArguments(_ piece: String, of index: Int, choice: Int = 0) -> RawJSON {
        self.toolCall(index, choice) { writer in writer.object("function") { $0.member("arguments", piece) } }
    }

    private func toolCall(_ index: Int, _ choice: Int, _ members: (inout JSONWriter) -> Void) -> RawJSON {
        self.chunk(choice: choice) { writer in
            writer.array("tool_calls") { writer in
                writer.beginObject()
                writer.member("index", index)
                members(&writer)
                writer.endObject()
            }
        }
    }

    /// The chunk that ends a choice.
    package func finish(_ reason: String, choice: Int = 0) -> RawJSON {
        self.chunk(choice: choice, finishReason: reason)
    }

    /// The chunk after all choices that tells what was counted.
    package func usage(_ usage: TokenUsage) -> RawJSON { self.chunk(usage) { _ in } }

    /// The whole answer as one object, the same that the chunks add up to.
    package func completion(_ choices: [Choice], usage: TokenUsage?) -> ChatCompletion {
        ChatCompletion(
            wire: JSONWriter.object(capacity: 512) { writer in
                self.write("chat.completion", to: &writer)
                writer.array("choices") { writer in
                    for (index, choice) in choices.enumerated() { choice.write(index, to: &writer) }
                }
                if let usage { writer.member("usage", usage.openAIWire) }
                if let fingerprint = self.fingerprint { writer.member("system_fingerprint", fingerprint) }
            })
    }
}

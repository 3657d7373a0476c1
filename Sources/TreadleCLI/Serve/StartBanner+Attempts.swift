internal import TreadleCore

extension StartBanner {
    /// Commands that work as pasted, and what each is.
    var attempts: [(String, String)] {
        let name = self.configuration.usesDemoModel ? "demo" : self.configuration.defaultModel
        let hint = self.needsKey ? "; set TREADLE_API_KEY to a key first" : ""
        return [
            ("Try, in another terminal\(hint): a chat", self.curl(name, isStreaming: false)),
            ("the same, word by word", self.curl(name, isStreaming: true)),
            ("what was called, with tokens and times", self.calls),
            ("any client of OpenAI's API, such as Python's (pip install openai)", self.python(name)),
        ]
    }

    private var needsKey: Bool { !self.configuration.apiKeys.isEmpty }

    private func curl(_ model: String, isStreaming: Bool) -> String {
        let body = JSONWriter.object { writer in
            writer.member("model", model)
            if isStreaming { writer.member("stream", true) }
            writer.array("messages") { writer in
                writer.beginObject()
                writer.member("role", "user")
                writer.member("content", "Tell me a story about a loom.")
                writer.endObject()
            }
        }
        let key = self.needsKey ? " -H \"authorization: Bearer $TREADLE_API_KEY\"" : ""
        return """
            curl -sS\(isStreaming ? "N" : "") \(self.address.localURL.text)/v1/chat/completions\(key) \\
              -H 'content-type: application/json' \\
              -d \(body.text.shellQuoted)
            """
    }

    private var calls: String {
        var settings: [String] = []
        let url = self.address.localURL.text
        if url != Settings.url.entry.defaultText { settings.append("TREADLE_URL=\(url.shellQuoted) ") }
        if self.configuration.project != Settings.project.entry.defaultText {
            settings.append("TREADLE_PROJECT=\(self.configuration.project) ")
        }
        return "\(settings.joined())\(self.program.shellQuoted) calls"
    }

    private func python(_ model: String) -> String {
        let key = self.needsKey ? "os.environ[\"TREADLE_API_KEY\"]" : "\"unused\""
        let code = """
            import os, openai
            client = openai.OpenAI(base_url="\(self.address.localURL.text)/v1", api_key=\(key))
            messages = [{"role": "user", "content": "Hello!"}]
            answer = client.chat.completions.create(model=\(RawJSON(string: model).text), messages=messages)
            print(answer.choices[0].message.content)
            """
        return "python3 -c \(code.shellQuoted)"
    }
}

extension String {
    /// The text as one word of a shell's command line.
    var shellQuoted: String {
        let isPlain =
            !self.isEmpty
            && self.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "-")...UInt8(ascii: ":"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
        return isPlain
            ? self : "'" + self.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

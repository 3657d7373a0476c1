internal import TreadleCore
internal import TreadleModels
internal import TreadleTracing

extension ToolLoop {
    /// What a loop came to.
    struct Outcome {
        private(set) var completion = ChatCompletion(wire: .emptyObject)
        private(set) var steps = 0
        var results: [Result] = []
        var reachedLimit = false
        private var usage: (prompt: Int, completion: Int, total: Int)?

        /// Takes the next answer.
        mutating func add(_ completion: ChatCompletion) {
            self.completion = completion
            self.steps += 1
            guard let usage = completion.usage else { return }
            let sum = self.usage ?? (0, 0, 0)
            self.usage = (
                sum.prompt + usage.promptTokens, sum.completion + usage.completionTokens, sum.total + usage.totalTokens
            )
        }

        /// The member `treadle` of the answer.
        func summary(callID: String) -> RawJSON {
            JSONWriter.object { writer in
                writer.member("steps", self.steps)
                writer.member("max_steps_reached", self.reachedLimit)
                writer.member("tool_results", .array(self.results.map(\.wire)))
                if !callID.isEmpty { writer.member("call_id", callID) }
            }
        }

        /// The last answer, with the usage of all steps and the member `treadle`.
        func wire(_ treadle: RawJSON) -> RawJSON {
            var changes: [(name: String, value: RawJSON?)] = [("treadle", treadle)]
            if let usage = self.usage, let last = self.completion.wire["usage"], last.kind == .object {
                let sum = last.setting([
                    ("prompt_tokens", RawJSON(integer: usage.prompt)),
                    ("completion_tokens", RawJSON(integer: usage.completion)),
                    ("total_tokens", RawJSON(integer: usage.total)),
                ])
                changes.append(("usage", sum))
            }
            return self.completion.wire.setting(changes)
        }

        /// The chunk that tells a result while streaming.
        static func chunk(_ step: Int, _ result: Result) -> RawJSON {
            JSONWriter.object { writer in
                writer.member("object", "chat.completion.chunk")
                writer.array("choices") { _ in }
                writer.object("treadle") { writer in
                    writer.member("step", step)
                    writer.member("tool_result", result.wire)
                }
            }
        }
    }
}

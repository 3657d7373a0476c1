internal import TreadleCore

/// What is counted over a call and the calls below it.
struct CallTally: Equatable {
    /// The usage of one model.
    struct ModelUsage: Equatable {
        let model: String
        var requests: Int
        var usage: TokenUsage
    }

    var successes = 0
    var errors = 0
    /// A trace has few models, so this is searched from the front.
    private(set) var usages: [ModelUsage] = []

    mutating func add(_ usage: TokenUsage, model: String, requests: Int = 1) {
        guard let index = self.usages.firstIndex(where: { $0.model == model }) else {
            return self.usages.append(ModelUsage(model: model, requests: requests, usage: usage))
        }
        self.usages[index].requests += requests
        self.usages[index].usage = self.usages[index].usage + usage
    }

    mutating func add(_ other: CallTally) {
        self.successes += other.successes
        self.errors += other.errors
        for entry in other.usages { self.add(entry.usage, model: entry.model, requests: entry.requests) }
    }

    /// The summary in Weave's shape: `usage`, `status_counts`, our `treadle`, and what else was set.
    func summary(treadle: JSONObject, others: JSONObject) -> RawJSON {
        if self.usages.isEmpty, treadle.members.isEmpty, others.members.isEmpty {
            // The calls there are most of: leaves without usage.
            if self.successes == 1, self.errors == 0 { return Self.succeeded }
            if self.successes == 0, self.errors == 1 { return Self.failed }
        }
        return JSONWriter.object(capacity: 64 + 160 * self.usages.count) { writer in
            if !self.usages.isEmpty { writer.object("usage", self.writeUsage) }
            writer.object("status_counts") { writer in
                writer.member("success", self.successes)
                writer.member("error", self.errors)
            }
            if !treadle.members.isEmpty { writer.member("treadle", JSONValue.object(treadle)) }
            for member in others.members where !Self.reserved.contains(member.name) {
                writer.member(member.name, member.value)
            }
        }
    }

    private func writeUsage(to writer: inout JSONWriter) {
        for entry in self.usages {
            writer.object(entry.model) { writer in
                writer.member("requests", entry.requests)
                writer.member("prompt_tokens", entry.usage.promptTokens)
                writer.member("completion_tokens", entry.usage.completionTokens)
                writer.member("total_tokens", entry.usage.totalTokens)
                for detail in entry.usage.details.members where !Self.counted.contains(detail.name) {
                    writer.member(detail.name, detail.value)
                }
            }
        }
    }

    private static let reserved = ["usage", "status_counts", "treadle", "weave"]
    private static let counted = ["requests", "prompt_tokens", "completion_tokens", "total_tokens"]
    private static let succeeded = JSONWriter.object { writer in
        writer.object("status_counts") { writer in
            writer.member("success", 1)
            writer.member("error", 0)
        }
    }
    private static let failed = JSONWriter.object { writer in
        writer.object("status_counts") { writer in
            writer.member("success", 0)
            writer.member("error", 1)
        }
    }
}

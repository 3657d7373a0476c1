internal import TreadleCore
internal import TreadleTrace

extension Call {
    /// The call as Weave's server answers it, as one line of JSON.
    var line: String {
        var line: [UInt8] = []
        line.append(onOneLine: self.answer())
        line.append(UInt8(ascii: "\n"))
        return String(decoding: line, as: UTF8.self)
    }

    /// Tokens that went in and came out, over all models; `nil` where nobody counted.
    var tokens: (prompt: Int, completion: Int)? {
        guard let usage = self.summary["usage"], usage.kind == .object else { return nil }
        var total = (prompt: 0, completion: 0)
        for (_, counts) in usage.members() {
            let values = counts.values(for: ["prompt_tokens", "input_tokens", "completion_tokens", "output_tokens"])
                .map { $0?.integer ?? 0 }
            total.prompt = total.prompt.addingClamped(values[0].addingClamped(values[1]))
            total.completion = total.completion.addingClamped(values[2].addingClamped(values[3]))
        }
        return total
    }

    /// The models that were used, or the one that was asked for.
    var models: String? {
        let used = self.summary["usage"]?.members().map(\.name) ?? []
        if !used.isEmpty { return used.joined(separator: ",") }
        return self.inputs["model"]?.string
    }

    /// How the call ended, in a word or two for people.
    var outcome: CallOutcome {
        if self.isCancelled { return .cancelled }
        switch self.status {
        case .running: return .running
        case .success: return .success
        case .error: return .error
        case .descendantError: return .childError
        }
    }
}

extension Int {
    /// The sum, or the greatest number there is: counts come from outside.
    fileprivate func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = self.addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}

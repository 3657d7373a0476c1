internal import TreadleCore
internal import TreadleTrace

extension Call {
    /// The call as Weave's server answers it: as it is stored, with what is worked out from that in `summary.weave`.
    func listed() -> RawJSON {
        var weave: [(name: String, value: RawJSON?)] = [
            ("status", RawJSON(string: self.status.rawValue)), ("trace_name", RawJSON(string: self.traceName)),
            ("latency_ms", self.latencyMilliseconds.map(RawJSON.init(integer:))),
        ]
        if let name = self.displayName {
            weave[1].value = nil
            weave.append(("display_name", RawJSON(string: name)))
        }
        let stored = self.summary["weave"].flatMap { $0.kind == .object ? $0 : nil } ?? .emptyObject
        var listed = self
        listed.summary = self.summary.setting([("weave", stored.setting(weave))])
        return listed.wire()
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
